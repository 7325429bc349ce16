import uPlot from 'uplot';
import { heightOf, scaleOf, type Lane } from './layout';
import { drawAbove, drawBeneath, type Scene } from './overlay';
import type { Palette } from './palette';

const AXIS_HEIGHT = 26;
const DOUBLE_CLICK_WITHIN = 200;
const SETTLED_AFTER = 200;

/** What the chart tells of what is done to it; times are µs. */
export type Gestures = {
  onZoom: (from: number, to: number) => void;
  onBack: () => void;
  onPick: (time: number) => void;
  onCursor: (time: number | undefined) => void;
};

type Parts = { width: number; lanes: readonly Lane[]; palette: Palette; scene: () => Scene };

/** One plot for all lanes: one canvas, one cursor, a scale of its own for each lane. */
export function options(
  { width, lanes, palette, scene }: Parts,
  gestures: () => Gestures,
): uPlot.Options {
  const total = heightOf(lanes);
  return {
    width,
    height: total + AXIS_HEIGHT,
    padding: [0, 0, 0, 0],
    legend: { show: false },
    scales: Object.fromEntries([
      ['x', { time: true }],
      ...lanes.map((lane, index) => [lane.key, { range: rangeOf(lane, index, total) }]),
    ]) as uPlot.Scales,
    axes: [
      {
        stroke: palette.muted,
        font: "11px 'Inter Variable', sans-serif",
        size: AXIS_HEIGHT,
        grid: { show: false },
        ticks: { show: false },
        values: (plot, splits) => splits.map((at) => (fits(plot, at) ? clockTime(at, splits) : '')),
      },
    ],
    series: [
      {},
      ...lanes.map((lane, index) => ({
        scale: lane.key,
        stroke: index === 0 ? aboveLimit(palette) : palette.signal,
        width: 1.2,
        points: { show: false },
      })),
    ],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 5, fill: palette.text, stroke: palette.text, width: 0 },
      bind: { dblclick: () => null },
    },
    hooks: {
      drawClear: [(plot) => drawBeneath(plot, scene(), palette)],
      draw: [(plot) => drawAbove(plot, scene(), palette)],
      setCursor: [({ cursor, data }) => gestures().onCursor(cursorTime(cursor.idx, data))],
      setSelect: [(plot) => zoom(plot, gestures())],
      ready: [(plot) => listen(plot, gestures)],
    },
  };
}

function rangeOf(lane: Lane, index: number, total: number): uPlot.Scale.Range {
  return (_, low, high) => {
    if (index > 0) return scaleOf(lane, total, low, high);
    return scaleOf(lane, total, Math.min(0, low), Math.max(1.6, high));
  };
}

/** Red above the limit, quiet below it. */
function aboveLimit({ alarm, muted }: Palette): uPlot.Series.Stroke {
  return (plot) => {
    const { top, height } = plot.bbox;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    const limit = Math.min(Math.max((plot.valToPos(1, 'score', true) - top) / height, 0), 1);
    gradient.addColorStop(limit, alarm);
    gradient.addColorStop(limit, muted);
    return gradient;
  };
}

function cursorTime(index: number | null | undefined, data: uPlot.AlignedData): number | undefined {
  const seconds = index === null || index === undefined ? undefined : data[0][index];
  return seconds === undefined ? undefined : Math.round(seconds * 1e6);
}

function zoom(plot: uPlot, { onZoom }: Gestures) {
  const { left, width } = plot.select;
  if (width < 5) return;
  onZoom(timeAt(plot, left), timeAt(plot, left + width));
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function listen(plot: uPlot, gestures: () => Gestures) {
  let pressedAt = 0;
  let picking: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  plot.over.addEventListener('mousedown', ({ clientX }) => (pressedAt = clientX));
  plot.over.addEventListener('click', ({ clientX, offsetX, detail }) => {
    if (Math.abs(clientX - pressedAt) > 4 || detail > 1) return;
    const time = timeAt(plot, offsetX);
    picking = setTimeout(() => gestures().onPick(time), DOUBLE_CLICK_WITHIN);
  });
  plot.over.addEventListener('dblclick', () => {
    clearTimeout(picking);
    gestures().onBack();
  });
  plot.over.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      wheel(plot, event);
      clearTimeout(settling);
      settling = setTimeout(() => settle(plot, gestures()), SETTLED_AFTER);
    },
    { passive: false },
  );
}

function wheel(plot: uPlot, { offsetX, deltaY }: WheelEvent) {
  const { min, max } = plot.scales.x ?? {};
  if (min == null || max == null) return;
  const at = plot.posToVal(offsetX, 'x');
  const factor = deltaY < 0 ? 0.8 : 1.25;
  plot.setScale('x', { min: at - (at - min) * factor, max: at + (max - at) * factor });
}

/** Tells of the zoom once the wheel stands still. */
function settle(plot: uPlot, { onZoom }: Gestures) {
  const { min, max } = plot.scales.x ?? {};
  if (min != null && max != null) onZoom(min * 1e6, max * 1e6);
}

function timeAt(plot: uPlot, left: number): number {
  return plot.posToVal(left, 'x') * 1e6;
}

/** Whether a time's words have room between the edges of the plot. */
function fits(plot: uPlot, seconds: number): boolean {
  const at = plot.valToPos(seconds, 'x');
  return at > 24 && at < plot.bbox.width / devicePixelRatio - 24;
}

function clockTime(seconds: number, splits: readonly number[]): string {
  const step = (splits[1] ?? 0) - (splits[0] ?? 0);
  const time = new Date(seconds * 1000);
  if (step >= 86_400) return time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const clock = time.toLocaleTimeString('en-GB', { hour12: false });
  return step >= 60 ? clock.slice(0, 5) : clock;
}
