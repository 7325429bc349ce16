import type uPlot from 'uplot';

const FONT = "11px 'Inter Variable', sans-serif";

/** The colour of words and of what they stand on. */
type Ink = { words: string; ground: string };

type Box = { from: number; to: number; top: number; height: number };

/** Draws with CSS pixels onto uPlot's canvas; times are µs. */
export class Pen {
  readonly context: CanvasRenderingContext2D;
  readonly height: number;
  readonly #plot: uPlot;
  readonly #left: number;
  readonly #top: number;
  readonly #width: number;

  constructor(plot: uPlot) {
    this.#plot = plot;
    this.context = plot.ctx;
    this.#left = plot.bbox.left / devicePixelRatio;
    this.#top = plot.bbox.top / devicePixelRatio;
    this.#width = plot.bbox.width / devicePixelRatio;
    this.height = plot.bbox.height / devicePixelRatio;
  }

  x(time: number): number {
    const inside = this.#plot.valToPos(time / 1e6, 'x');
    return this.#left + Math.min(Math.max(inside, 0), this.#width);
  }

  isVisible(time: number): boolean {
    const { min = 0, max = 0 } = this.#plot.scales.x ?? {};
    return time / 1e6 >= min && time / 1e6 <= max;
  }

  fill({ from, to, top, height }: Box, style: string | CanvasPattern) {
    const [left, right] = [this.x(from), this.x(to)];
    if (right <= left && !this.isVisible(from)) return;
    this.context.fillStyle = style;
    this.context.fillRect(left, this.#top + top, Math.max(right - left, 1), height);
  }

  vertical(time: number, style: string, dash: number[] = []) {
    if (!this.isVisible(time)) return;
    const x = Math.round(this.x(time)) + 0.5;
    this.#stroke([x, this.#top], [x, this.#top + this.height], style, dash);
  }

  horizontal(y: number, style: string, dash: number[] = []) {
    const at = Math.round(this.#top + y) + 0.5;
    this.#stroke([this.#left, at], [this.#left + this.#width, at], style, dash);
  }

  dot(time: number, y: number, style: string) {
    this.context.fillStyle = style;
    this.context.beginPath();
    this.context.arc(this.x(time), this.#top + y, 2.5, 0, 2 * Math.PI);
    this.context.fill();
  }

  fits(words: string, room: number): boolean {
    this.context.font = FONT;
    return this.context.measureText(words).width + 6 <= room;
  }

  /** The time at the left edge. */
  firstTime(): number {
    return (this.#plot.scales.x?.min ?? 0) * 1e6;
  }

  /** How far it is from a time to the right edge. */
  roomAfter(time: number): number {
    return this.#left + this.#width - this.x(time);
  }

  /** Words right of a time, where there is room for them; the ground shines around them. */
  write(words: string, at: { time: number; y: number }, ink: Ink, room = Infinity) {
    if (!this.fits(words, room)) return;
    const [x, y] = [this.x(at.time) + 4, this.#top + at.y];
    this.context.textAlign = 'left';
    this.context.textBaseline = 'alphabetic';
    this.context.lineWidth = 3;
    this.context.lineJoin = 'round';
    this.context.strokeStyle = ink.ground;
    this.context.strokeText(words, x, y);
    this.context.fillStyle = ink.words;
    this.context.fillText(words, x, y);
  }

  #stroke(from: [number, number], to: [number, number], style: string, dash: number[]) {
    this.context.beginPath();
    this.context.setLineDash(dash);
    this.context.strokeStyle = style;
    this.context.lineWidth = 1;
    this.context.moveTo(...from);
    this.context.lineTo(...to);
    this.context.stroke();
    this.context.setLineDash([]);
  }
}

/** Runs a drawing in CSS pixels. */
export function draw(plot: uPlot, drawing: (pen: Pen) => void) {
  plot.ctx.save();
  plot.ctx.scale(devicePixelRatio, devicePixelRatio);
  drawing(new Pen(plot));
  plot.ctx.restore();
}
