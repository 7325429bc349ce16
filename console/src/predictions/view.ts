import { useRouter, useRouterState } from '@tanstack/react-router';
import { address, parseQuery, predictionView, type PredictionView, type Range } from '../address';
import type { Overview, Prediction } from '../api/schema';
import { worstAlarm } from '../home/facts';

/** The view in the page's address, and how to go to another one. */
export function usePredictionView() {
  const router = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const view = predictionView(parseQuery(search));

  /** Changes part of the view; a step on the way replaces the address, a zoom is a step back to. */
  function go(change: PredictionView, how: 'push' | 'replace' = 'push') {
    const href = address.predictions({ ...view, ...change });
    void router.navigate({ href, replace: how === 'replace', resetScroll: false });
  }

  return { view, go };
}

/** Every asset that is known, and the node it is on. */
export function assetsOf({ nodes, assets }: Overview): { name: string; node: string }[] {
  const known = new Map(assets.map(({ name, node }) => [name, node]));
  for (const node of nodes) node.assets.forEach(({ name }) => known.set(name, node.name));
  return [...known]
    .map(([name, node]) => ({ name, node }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The asset to look at first: the one with the worst alarm. */
export function firstAsset(overview: Overview): string | undefined {
  return worstAlarm(overview)?.asset ?? assetsOf(overview)[0]?.name;
}

const BEFORE = 480e6;
const AFTER = 120e6;

/** What is shown: the range asked for, else the minutes around the picked window, else live. */
export function rangeOf(view: PredictionView, picked: Prediction | undefined): Range | undefined {
  if (view.range) return view.range;
  if (!view.window) return { last: 'live' };
  return picked && { from: picked.window.to - BEFORE, to: picked.window.to + AFTER };
}

/** The range moved so far that a time lies in it; untouched where it does, or where it follows. */
export function including(range: Range, time: number): Range {
  if ('last' in range || (time >= range.from && time <= range.to)) return range;
  const half = (range.to - range.from) / 2;
  return { from: time - half, to: time + half };
}
