import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { Command, Task } from './schema';

const LIVELY = 5_000;
const MOVING = 1_000;

export const keys = {
  overview: ['overview'] as const,
  /** What moves with each prediction. */
  live: ['live'] as const,
  alarms: ['alarms'] as const,
};

export const overview = () =>
  queryOptions({
    queryKey: keys.overview,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/overview', { signal })),
    staleTime: Infinity,
  });

export const tables = () =>
  queryOptions({
    queryKey: ['tables'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/tables', { signal })),
    refetchInterval: LIVELY,
  });

export const table = (name: string) =>
  queryOptions({
    queryKey: ['tables', name],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/tables/{name}', { params: { path: { name } }, signal })),
    refetchInterval: LIVELY,
  });

export const rows = (name: string, snapshot: string | undefined) =>
  queryOptions({
    queryKey: ['tables', name, 'rows', snapshot],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/tables/{name}/rows', {
          params: { path: { name }, query: { limit: 50, snapshot } },
          signal,
        }),
      ),
  });

export const models = () =>
  queryOptions({
    queryKey: ['models'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/models', { signal })),
    refetchInterval: LIVELY,
  });

export const model = (name: string) =>
  queryOptions({
    queryKey: ['models', name],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/models/{name}', { params: { path: { name } }, signal })),
    refetchInterval: LIVELY,
  });

export const runs = (study?: string) =>
  queryOptions({
    queryKey: ['runs', study],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/runs', { params: { query: { study } }, signal })),
    refetchInterval: LIVELY,
    placeholderData: keepPreviousData,
  });

export const nodes = () =>
  queryOptions({
    queryKey: ['nodes'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/nodes', { signal })),
    refetchInterval: LIVELY,
  });

export const node = (name: string) =>
  queryOptions({
    queryKey: ['nodes', name],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/nodes/{name}', { params: { path: { name } }, signal })),
    refetchInterval: LIVELY,
  });

/** What a node was told; looked at more often while more may come of it. */
export const commands = (node: string) =>
  queryOptions({
    queryKey: ['commands', 'of', node],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/commands', { params: { query: { node, limit: 20 } }, signal })),
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? MOVING : LIVELY),
  });

export const command = (id: string) =>
  queryOptions({
    queryKey: ['commands', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/commands/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && !isMoving(state.data) ? LIVELY : MOVING),
  });

export const audit = () =>
  queryOptions({
    queryKey: ['audit'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/audit', { params: { query: { limit: 500 } }, signal })),
    refetchInterval: LIVELY,
    retry: false,
  });

export const monitor = () =>
  queryOptions({
    queryKey: ['monitor'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/monitor', { signal })),
    refetchInterval: 3 * LIVELY,
  });

export const alarms = () =>
  queryOptions({
    queryKey: keys.alarms,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/alarms', { signal })),
    refetchInterval: LIVELY,
  });

export const documents = (kind: 'sources' | 'workflows' | 'labelsets' | 'studies' | 'workloads') =>
  queryOptions({
    queryKey: ['documents', kind],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/documents/{kind}', { params: { path: { kind } }, signal })),
    refetchInterval: LIVELY,
  });

export const connectors = () =>
  queryOptions({
    queryKey: ['connectors'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/connectors', { signal })),
    staleTime: Infinity,
  });

export const task = (id: string | undefined) =>
  queryOptions({
    queryKey: ['tasks', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/tasks/{name}', { params: { path: { name: id ?? '' } }, signal })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : 500),
  });

function isOver(state: Task['state'] | undefined): boolean {
  return state === 'SUCCEEDED' || state === 'FAILED';
}

/** Whether more may come of a command. */
export function isMoving({ state }: Command): boolean {
  return state === 'ISSUED' || state === 'SENT' || state === 'ACCEPTED';
}
