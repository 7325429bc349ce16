const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?\d{16,}$/;

/**
 * JSON in which whole numbers beyond 2^53 are text: an Iceberg snapshot's id has 64 bits, and
 * JavaScript would round it to another snapshot's.
 */
export function quoteLongNumbers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  return json.replace(STRING_OR_NUMBER, (token) =>
    LONG.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
