/** The levels of a name, as they stand where nothing better is known. */
const LEVELS = ['site', 'area', 'line', 'asset'] as const;

/**
 * A name for a signal that was found: what is known of its place in the plant, then the names that
 * it lies in at the peer, as many as there is room for, then its own.
 *
 * @param place the beginning of the name, up to `site/area/line/asset`
 * @param path what it lies in, from the top
 * @param taken the names that there are already
 */
export function proposed(
  place: string,
  path: readonly string[],
  name: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const known = place
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, LEVELS.length);
  const room = LEVELS.length - known.length;
  const near = room === 0 ? [] : path.flatMap(levels).slice(-room);
  const gap = LEVELS.slice(known.length, LEVELS.length - near.length);
  const whole = [...known, ...gap, ...near, levels(name).join('.')].map(part);
  return unique(whole.join('/'), taken);
}

/** A peer's name may have levels of its own. */
function levels(name: string): string[] {
  return name.split('/').filter(Boolean);
}

/** A name's part as it may be written: letters, digits, blank, dot, underscore, hyphen. */
function part(text: string): string {
  const allowed = text
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[-\s]+$/u, '')
    .slice(0, 64);
  return allowed || 'x';
}

function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} ${count}`)) count += 1;
  return `${name} ${count}`;
}

const SIGNAL = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}(\/[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}){4}$/u;

export function isSignalName(name: string): boolean {
  return SIGNAL.test(name);
}

const OBJECT = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a document may have this name. */
export function isObjectName(name: string): boolean {
  return OBJECT.test(name);
}
