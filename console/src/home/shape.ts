const MICROS_SHOWN = 300e6;
const HIGHEST = 2;

/** Where the scores of the last minutes are drawn, in a box of 1 by 1 with y downwards. */
type Shape = { lines: string[]; above: { from: number; to: number }[] };

/** The score's height: its limit at the middle, everything from twice the limit at the top. */
export function height(score: number): number {
  return 1 - Math.min(Math.max(score, 0), HIGHEST) / HIGHEST;
}

/** Cuts the scores into lines where windows are missing, and finds where they are above the limit. */
export function shape(time: readonly number[], score: readonly number[]): Shape {
  const end = time.at(-1) ?? 0;
  const x = (at: number) => 1 - (end - at) / MICROS_SHOWN;
  const usual = median(time.slice(1).map((at, index) => at - (time[index] ?? at)));
  const lines: string[][] = [];
  const above: Shape['above'] = [];
  time.forEach((at, index) => {
    if (end - at > MICROS_SHOWN) return;
    const value = score[index] ?? Number.NaN;
    const apart = at - (time[index - 1] ?? -Infinity) > 3 * usual;
    if (apart || lines.length === 0) lines.push([]);
    lines.at(-1)?.push(`${x(at).toFixed(4)},${height(value).toFixed(4)}`);
    if (value <= 1) return;
    const open = above.at(-1);
    if (open && !apart && (score[index - 1] ?? 0) > 1) open.to = x(at);
    else above.push({ from: x(at), to: x(at) });
  });
  return { lines: lines.map((points) => points.join(' ')), above };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;
}
