import type uPlot from 'uplot';
import type { Series } from '../api/schema';
import { text } from '../text/catalogue';
import { valueAt, type Lane } from './layout';
import type { Palette } from './palette';
import { draw, type Pen } from './pen';

/** What is drawn besides the lines; all of it is asked for anew at each drawing. */
export type Scene = { series: Series; lanes: readonly Lane[]; picked: number | undefined };

const LABEL_HEIGHT = 6;

/** Beneath the lines: alarms, gaps, windows without prediction, labels, the limit, the lanes. */
export function drawBeneath(plot: uPlot, { series, lanes }: Scene, palette: Palette) {
  const score = lanes[0];
  if (!score) return;
  draw(plot, (pen) => {
    const whole = { top: 0, height: pen.height };
    for (const alarm of series.alarms) {
      pen.context.globalAlpha = 0.45;
      pen.fill({ ...alarm, ...whole }, palette.alarmSoft);
      pen.context.globalAlpha = 1;
      pen.fill({ ...alarm, top: 0, height: score.height }, palette.alarmSoft);
    }
    const hatched = hatch(pen.context, palette.strongLine);
    series.gaps.forEach((gap) => pen.fill({ ...gap, ...whole }, hatched));
    series.none.forEach((none) => pen.fill({ ...none, top: 0, height: 3 }, palette.muted));
    const top = score.height - LABEL_HEIGHT;
    series.labels.forEach((label) =>
      pen.fill({ ...label, top, height: LABEL_HEIGHT }, palette.label),
    );
    lanes.slice(1).forEach((lane) => pen.horizontal(lane.top, palette.line));
    pen.horizontal(plot.valToPos(1, 'score'), palette.strongLine, [3, 3]);
  });
}

/** Above the lines: words, model changes, and the picked window with its values. */
export function drawAbove(plot: uPlot, scene: Scene, palette: Palette) {
  draw(plot, (pen) => {
    drawWords(pen, scene, palette, plot.valToPos(1, 'score'));
    drawSwaps(pen, scene.series, palette);
    if (scene.picked === undefined || !pen.isVisible(scene.picked)) return;
    pen.vertical(scene.picked, palette.text);
    for (const [index, { key }] of scene.lanes.entries()) {
      const lane = index === 0 ? scene.series.score : scene.series.signals[index - 1];
      const value = lane && valueAt(lane, scene.picked);
      if (value !== undefined) pen.dot(scene.picked, plot.valToPos(value, key), palette.text);
    }
  });
}

/** What the limit, the labels and the stretches without prediction are. */
function drawWords(pen: Pen, { series, lanes }: Scene, palette: Palette, limit: number) {
  const muted = { words: palette.muted, ground: palette.surface };
  const label = { words: palette.label, ground: palette.surface };
  const labelAt = (lanes[0]?.height ?? 0) - LABEL_HEIGHT - 4;
  const limitAt = series.labels.length > 0 ? Math.min(limit - 4, labelAt - 12) : limit - 4;
  pen.write(text.chart.limit, { time: pen.firstTime(), y: limitAt }, muted);
  for (const { from, to, text: words } of series.labels) {
    const room = pen.x(to) - pen.x(from);
    pen.write(text.chart.label(words), { time: from, y: labelAt }, label, room);
  }
  for (const { from, to, text: words } of series.none) {
    pen.write(words, { time: from, y: 15 }, muted, pen.x(to) - pen.x(from));
  }
}

/** Each change of model with its name, or its version alone where there is little room. */
function drawSwaps(pen: Pen, { swaps }: Series, { accent, surface }: Palette) {
  swaps.forEach(({ time, model, version }, index) => {
    if (!pen.isVisible(time)) return;
    pen.vertical(time, accent);
    const next = swaps[index + 1];
    const room = next ? pen.x(next.time) - pen.x(time) : pen.roomAfter(time);
    const whole = text.chart.takesOver(model, version);
    const words = pen.fits(whole, room) ? whole : text.chart.version(version);
    pen.write(words, { time, y: 12 }, { words: accent, ground: surface }, room);
  });
}

function hatch(context: CanvasRenderingContext2D, style: string): CanvasPattern | string {
  const tile = new OffscreenCanvas(6, 6);
  const pen = tile.getContext('2d');
  if (!pen) return style;
  pen.strokeStyle = style;
  pen.beginPath();
  pen.moveTo(-1, 7);
  pen.lineTo(7, -1);
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? style;
}
