const THIN_SPACE = '\u2009';
const FIXED_SPACE = '\u00a0';
const MINUS = '\u2212';

/** A whole number with its thousands apart: 1271880 → '1 271 880'. */
export function grouped(value: number): string {
  const digits = Math.abs(Math.round(value)).toString();
  const apart = digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return value < -0.5 ? MINUS + apart : apart;
}

/** At most three significant figures, more only for whole numbers: 3.4127 → '3.41', 1604 → '1 604'. */
export function significant(value: number, figures = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return grouped(value);
  return precise(value, figures)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Exactly three significant figures, so that a figure that moves keeps its width: 0.47 → '0.470'. */
export function precise(value: number, figures = 3): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 10 ** (figures - 1)) return grouped(value);
  if (size !== 0 && size < 1e-3) {
    return value.toExponential(1).replaceAll('-', MINUS);
  }
  return value.toPrecision(figures).replace('-', MINUS);
}

/** A change with its sign: −6.1 or +0.10. */
export function change(value: number): string {
  const text = precise(value, 2);
  return value > 0 ? `+${text}` : text;
}

/** A score in multiples of its limit, as people say it: one decimal, more only close to the limit. */
export function score(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return grouped(value);
  const shown = value.toFixed(1);
  if (shown !== '1.0' || value === 1) return shown.replace('-', MINUS);
  const enough = [2, 3, 4, 5].find((decimals) => Number(value.toFixed(decimals)) !== 1) ?? 6;
  return value.toFixed(enough);
}

/** A share of one as per cent: 0.234 → '23 %'. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${significant(share * 100, 2)}${FIXED_SPACE}%` : '–';
}

/** Bytes in SI units: 42100000 → '42.1 MB'. */
export function bytes(value: number): string {
  return scaled(value, ['B', 'kB', 'MB', 'GB', 'TB'], 1000);
}

/** A latency given in microseconds: 1900 → '1.9 ms'. */
export function latency(micros: number): string {
  return scaled(micros, ['µs', 'ms', 's'], 1000, 2);
}

function scaled(value: number, units: readonly string[], step: number, figures = 3): string {
  let size = value;
  let unit = 0;
  while (Math.abs(size) >= step && unit < units.length - 1) {
    size /= step;
    unit += 1;
  }
  return `${significant(size, unit === 0 ? 3 : figures)}${FIXED_SPACE}${units[unit] ?? ''}`;
}

/** The first and last four signs of a digest: 'sha256 9c41…07be'. */
export function abbreviated(digest: string): string {
  const [algorithm, hex] = digest.includes(':') ? digest.split(':', 2) : ['', digest];
  if (!hex || hex.length <= 12) return digest;
  const short = `${hex.slice(0, 4)}…${hex.slice(-4)}`;
  return algorithm ? `${algorithm} ${short}` : short;
}

/** The last four digits of a long number that names something, as a snapshot. */
export function abbreviatedId(id: string): string {
  return id.length > 8 ? `…${id.slice(-4)}` : id;
}
