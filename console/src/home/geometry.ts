/** A box's place within the picture. */
export type Place = { left: number; top: number; right: number; bottom: number };

/** A line from one box to another: what flows on, or what is kept in the lake. */
export type Line = { from: string; to: string; kind: 'flow' | 'kept' };

export const LINES: readonly Line[] = [
  { from: 'plant', to: 'ingestion', kind: 'flow' },
  { from: 'ingestion', to: 'clean', kind: 'flow' },
  { from: 'clean', to: 'validate', kind: 'flow' },
  { from: 'validate', to: 'transform', kind: 'flow' },
  { from: 'transform', to: 'label', kind: 'flow' },
  { from: 'label', to: 'experiment', kind: 'flow' },
  { from: 'experiment', to: 'tune', kind: 'flow' },
  { from: 'tune', to: 'models', kind: 'flow' },
  { from: 'models', to: 'deploy', kind: 'flow' },
  { from: 'deploy', to: 'prediction', kind: 'flow' },
  { from: 'prediction', to: 'log', kind: 'flow' },
  { from: 'log', to: 'plant', kind: 'flow' },
  { from: 'ingestion', to: 'lake', kind: 'kept' },
  { from: 'validate', to: 'lake', kind: 'kept' },
  { from: 'transform', to: 'lake', kind: 'kept' },
  { from: 'lake', to: 'training', kind: 'kept' },
  { from: 'log', to: 'sees', kind: 'kept' },
];

/** A straight line between the facing sides of two boxes, through the middle of the smaller one. */
export function path(from: Place, to: Place): string | undefined {
  const middleY = middle(from.top, from.bottom, to.top, to.bottom);
  if (middleY !== undefined) {
    const [x1, x2] = from.right <= to.left ? [from.right, to.left] : [from.left, to.right];
    return `M${x1} ${middleY}H${x2}`;
  }
  const middleX = middle(from.left, from.right, to.left, to.right);
  if (middleX === undefined) return undefined;
  const [y1, y2] = from.bottom <= to.top ? [from.bottom, to.top] : [from.top, to.bottom];
  return `M${middleX} ${y1}V${y2}`;
}

/** The middle of the smaller of two stretches, when it lies within both. */
function middle(from: number, to: number, otherFrom: number, otherTo: number): number | undefined {
  const smaller = to - from <= otherTo - otherFrom ? [from, to] : [otherFrom, otherTo];
  const at = Math.round(((smaller[0] ?? 0) + (smaller[1] ?? 0)) / 2);
  return at > Math.max(from, otherFrom) && at < Math.min(to, otherTo) ? at : undefined;
}
