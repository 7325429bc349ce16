import type { Model, Prediction, Series } from '../api/schema';
import { medianOf, valueAt } from './layout';

/** What one signal added to a score: its share of the whole, and how far it had moved. */
type Contribution = { name: string; share: number; change?: number; unit?: string };

const NAMED = 4;

/** The signals of a prediction's model, in the order of its tensor. */
export function signalsOf(prediction: Prediction, models: readonly Model[]): string[] | undefined {
  const version = models
    .flatMap(({ versions }) => versions)
    .find(({ bundle }) => bundle === prediction.model);
  const signals = version?.signature?.signals;
  return Array.isArray(signals) ? signals.map(nameOf) : undefined;
}

function nameOf(signal: unknown): string {
  return typeof signal === 'object' && signal !== null && 'name' in signal
    ? String(signal.name)
    : String(signal);
}

/** The signals that moved the score most, then all others as one. */
export function contributions(
  prediction: Prediction,
  signals: readonly string[],
  series: Series | undefined,
): { named: Contribution[]; rest: number } {
  const added = (prediction.outputs.contribution ?? []).map(Math.abs);
  const sum = added.reduce((total, each) => total + each, 0) || 1;
  const all = added
    .map((each, index) => ({ name: signals[index] ?? `${index + 1}`, share: each / sum }))
    .toSorted((a, b) => b.share - a.share)
    .map((each) => ({ ...each, ...moved(each.name, prediction.window.to, series) }));
  const rest = all.slice(NAMED).reduce((total, { share }) => total + share, 0);
  return { named: all.slice(0, NAMED), rest };
}

/** How far a signal stood from its median of what is shown. */
function moved(name: string, at: number, series: Series | undefined) {
  const signal = series?.signals.find((each) => each.name === name);
  if (!signal || !series || at < series.from || at > series.to) return {};
  const [value, usual] = [valueAt(signal, at), medianOf(signal)];
  return value === undefined || usual === undefined
    ? {}
    : { change: value - usual, unit: signal.unit };
}
