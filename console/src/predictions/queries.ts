import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Range } from '../address';
import { answer, api } from '../api/client';
import { keys } from '../api/queries';
import type { Overview, Prediction } from '../api/schema';
import { isoOf } from '../time/micros';

/** The most points of a line that are asked for, about one for each pixel. */
export const POINTS = 1000;

const SPANS = { live: 300e6, '10m': 600e6, '1h': 3600e6, '1d': 86_400e6 };

/** The series of an asset over a range; one that follows the last event moves with each prediction. */
export const series = (asset: string | undefined, range: Range, points: number) =>
  queryOptions({
    queryKey: [...('last' in range ? keys.live : ['fixed']), 'series', asset, range, points],
    queryFn: ({ signal, client }) => {
      const { from, to } = 'last' in range ? followed(client, asset, range.last) : range;
      const query = { asset: asset ?? '', from: isoOf(from), to: isoOf(to), points };
      return answer(api.GET('/api/v1/series', { params: { query }, signal }));
    },
    enabled: asset !== undefined,
    placeholderData: keepPreviousData,
  });

/** The stretch before the asset's last window; all there is when nothing was predicted yet. */
function followed(queries: QueryClient, asset: string | undefined, last: keyof typeof SPANS) {
  const known = queries.getQueryData<Overview>(keys.overview)?.assets;
  const to = known?.find(({ name }) => name === asset)?.time.at(-1);
  return { from: to && to - SPANS[last], to: to && to + 1 };
}

export const prediction = (id: string | undefined) =>
  queryOptions({
    queryKey: ['predictions', id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/predictions/{name}', { params: { path: { name: id ?? '' } }, signal }),
      ),
    enabled: id !== undefined,
    staleTime: Infinity,
  });

export const lineage = (id: string) =>
  queryOptions({
    queryKey: ['predictions', id, 'lineage'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/predictions/{name}/lineage', { params: { path: { name: id } }, signal }),
      ),
  });

/** The window that ends closest to a time, looked for within `reach` on both sides, all in µs. */
export async function nearest(asset: string, time: number, reach: number) {
  const found = await between(asset, time - reach, time + reach, 5000);
  const distance = ({ window }: Prediction) => Math.abs(window.to - time);
  return found.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The window before or after one. */
export async function neighbour({ asset, window }: Prediction, direction: 'before' | 'after') {
  if (direction === 'before') return (await between(asset, undefined, window.to, 1))[0];
  for (const reach of [120e6, 3600e6, 31 * 86_400e6]) {
    const later = await between(asset, window.to + 1, window.to + reach, 100_000);
    if (later.length > 0) return later.at(-1);
  }
  return undefined;
}

/** Newest first; `from` is inclusive, `to` exclusive, by the end of the window. */
function between(asset: string, from: number | undefined, to: number, limit: number) {
  const query = { asset, from: isoOf(from), to: isoOf(to), limit };
  return answer(api.GET('/api/v1/predictions', { params: { query } }));
}

export function replay(id: string) {
  return answer(api.POST('/api/v1/predictions/replay', { body: { ids: [id] } }));
}
