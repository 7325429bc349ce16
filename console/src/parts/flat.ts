import { significant } from '../figures/figures';

/** A nested object as pairs; lists are joined by commas. */
export function flat(object: Record<string, unknown>, before = ''): [string, string][] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object' && !Array.isArray(value)) {
      return flat(value as Record<string, unknown>, `${before}${name}.`);
    }
    return [[before + name, words(value)] as [string, string]];
  });
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(', ');
  if (typeof value === 'number' && !Number.isInteger(value)) return significant(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
