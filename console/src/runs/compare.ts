import type { Run } from '../api/schema';

/** The order of the runs: by a parameter or metric, or by when they started. */
export type Order = { by: string | undefined; rising: boolean };

/** What the runs have, side by side: every parameter that differs, every metric. */
export function compared(runs: readonly Run[]): { params: string[]; metrics: string[] } {
  const params = named(runs.map((run) => run.params));
  const differing = params.filter((name) => new Set(runs.map((run) => run.params[name])).size > 1);
  return {
    params: runs.length > 1 ? differing : params,
    metrics: named(runs.map((run) => run.metrics)),
  };
}

/** Numbers by size, words by the alphabet; a run without the value comes last. */
export function ordered(runs: readonly Run[], { by, rising }: Order): Run[] {
  if (by === undefined) return [...runs];
  const sign = rising ? 1 : -1;
  return runs.toSorted((a, b) => {
    const [left, right] = [valueOf(a, by), valueOf(b, by)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), 'en', { numeric: true });
  });
}

/** The metric that a study is about: the F1 score of it, else its first. */
export function objective(metrics: readonly string[]): string | undefined {
  return metrics.find((name) => name.startsWith('f1')) ?? metrics[0];
}

/** The best value of a metric; errors and rates are better when they are small. */
export function best(runs: readonly Run[], metric: string): number | undefined {
  const values = runs.map(({ metrics }) => metrics[metric]).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  return /^(far|mar|loss|parity)/.test(metric) ? Math.min(...values) : Math.max(...values);
}

function valueOf(run: Run, name: string): number | string | undefined {
  return run.metrics[name] ?? run.params[name];
}

function named(records: readonly Record<string, unknown>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].toSorted();
}
