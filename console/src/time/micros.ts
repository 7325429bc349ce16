/** ISO 8601 in UTC with all six digits; µs since 1970 do not survive a `Date`, which ends at ms. */
export function isoOf(micros: number): string;
export function isoOf(micros: number | undefined): string | undefined;
export function isoOf(micros: number | undefined): string | undefined {
  if (micros === undefined) return undefined;
  const whole = Math.floor(micros / 1000);
  const rest = Math.round(micros - whole * 1000)
    .toString()
    .padStart(3, '0');
  return new Date(whole).toISOString().replace('Z', `${rest}Z`);
}
