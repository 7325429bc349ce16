import uPlot from 'uplot';
import type { Series } from '../api/schema';

/** One lane of the chart; sizes in px from the top of the plot. */
export type Lane = { key: string; name: string; unit: string; top: number; height: number };

const SCORE_HEIGHT = 88;
const SIGNAL_HEIGHT = { least: 44, most: 76 };
/** The part of a lane's height that its line may use. */
const FILL = 0.72;

/** The score first and larger, then each signal in its own lane; higher where there is room. */
export function lanes(signals: Series['signals'], scoreUnit: string, room = 0): Lane[] {
  const fair = Math.floor((room - SCORE_HEIGHT) / signals.length);
  const signalHeight = Math.min(Math.max(fair, SIGNAL_HEIGHT.least), SIGNAL_HEIGHT.most);
  const score = { key: 'score', name: 'score', unit: scoreUnit, top: 0, height: SCORE_HEIGHT };
  const rest = signals.map(({ name, unit }, index) => ({
    key: name,
    name,
    unit,
    top: SCORE_HEIGHT + index * signalHeight,
    height: signalHeight,
  }));
  return [score, ...rest];
}

export function heightOf(all: readonly Lane[]): number {
  const last = all.at(-1);
  return last ? last.top + last.height : 0;
}

/** The scale over the whole plot that puts the values from `low` to `high` into the lane. */
export function scaleOf(lane: Lane, total: number, low: number, high: number): [number, number] {
  const spread = high - low || Math.abs(high) * 0.1 || 1;
  const perPixel = spread / (lane.height * FILL);
  const margin = (lane.height * (1 - FILL)) / 2;
  const max = low + spread + (lane.top + margin) * perPixel;
  return [max - total * perPixel, max];
}

/** The time axis in s with one row of values for the score and each signal, broken at gaps. */
export function aligned({ score, signals }: Series): uPlot.AlignedData {
  const tables = [score, ...signals].map((each) => line(each.time, each.min, each.max));
  return uPlot.join(tables);
}

type Line = [number[], (number | null)[]];

/**
 * One line through the least and the greatest value of each bucket, so that no peak is lost; null
 * where neighbours lie further apart than usual. `time` is in µs, the line in s.
 */
export function line(
  time: readonly number[],
  min: readonly number[],
  max: readonly number[],
): Line {
  const x: number[] = [];
  const y: (number | null)[] = [];
  const step = usualStep(time);
  time.forEach((at, index) => {
    const before = time[index - 1];
    if (before !== undefined && at - before > 2.5 * step) {
      x.push((before + step) / 1e6);
      y.push(null);
    }
    const [low, high] = [min[index] ?? null, max[index] ?? null];
    x.push(at / 1e6);
    y.push(low);
    if (low === high) return;
    x.push((at + step / 2) / 1e6);
    y.push(high);
  });
  return [x, y];
}

/** The median distance of neighbours. */
export function usualStep(time: readonly number[]): number {
  const steps = time.slice(1).map((at, index) => at - (time[index] ?? at));
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1e6;
}

/** The value of a series at the point closest to a time, µs; the middle of its bucket. */
export function valueAt({ time, min, max }: Series['score'], at: number): number | undefined {
  let [low, high] = [0, time.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = time[low - 1];
  const index = before !== undefined && at - before < (time[low] ?? at) - at ? low - 1 : low;
  const [least, greatest] = [min[index], max[index]];
  return least === undefined || greatest === undefined ? undefined : (least + greatest) / 2;
}

export function medianOf({ min, max }: Series['score']): number | undefined {
  const middles = min.map((low, index) => (low + (max[index] ?? low)) / 2);
  return middles.toSorted((a, b) => a - b)[Math.floor(middles.length / 2)];
}
