/** What a page's address remembers, so that it restores the view. All of it is text. */
export type Search = Record<string, string | undefined>;

/** The span of the last event time that the predictions page follows, or two instants in µs. */
export type Range = { last: 'live' | '10m' | '1h' | '1d' } | { from: number; to: number };

/** What the predictions page shows. */
export type PredictionView = { asset?: string; range?: Range; window?: string };

/** What a node's page shows beside the node: a command that was given, one that is about to be. */
export type NodeView = { command?: string; do?: string; workload?: string };

/** What a new source begins with. */
export type NewSourceView = { connector?: string; node?: string };

/** The addresses of the console's pages. */
export const address = {
  home: '/',
  tables: '/tables',
  table: (name: string, snapshot?: string) => `/tables/${part(name)}${query({ snapshot })}`,
  models: '/models',
  model: (name: string, version?: number) =>
    `/models/${part(name)}${query({ version: version?.toString() })}`,
  runs: (study?: string, run?: string) => `/runs${query({ study, run })}`,
  nodes: '/nodes',
  sources: '/sources',
  source: (name: string) => `/sources/${part(name)}`,
  newSource: (view: NewSourceView = {}) =>
    `/new-source${query({ connector: view.connector, node: view.node })}`,
  alarms: '/alarms',
  node: (name: string, view: NodeView = {}) =>
    `/nodes/${part(name)}${query({ command: view.command, do: view.do, workload: view.workload })}`,
  audit: '/audit',
  predictions: (view: PredictionView = {}) =>
    `/predictions${query({ asset: view.asset, ...rangeText(view.range), window: view.window })}`,
};

/** The query part of an address: only what is set, in the order given. */
export function query(search: Search): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') parameters.set(name, value);
  }
  const text = parameters.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** Reads a query part back; every value stays text, whatever it looks like. */
export function parseQuery(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The view that the predictions page's address stands for; what makes no sense is left out. */
export function predictionView(search: Search): PredictionView {
  return { asset: search.asset, range: rangeOf(search), window: search.window };
}

function rangeOf({ last, from, to }: Search): Range | undefined {
  if (last === 'live' || last === '10m' || last === '1h' || last === '1d') return { last };
  const [start, end] = [Number(from), Number(to)];
  return from && to && start < end ? { from: start, to: end } : undefined;
}

function rangeText(range: Range | undefined): Search {
  if (!range) return {};
  if ('last' in range) return range;
  return { from: Math.round(range.from).toString(), to: Math.round(range.to).toString() };
}

function part(name: string): string {
  return encodeURIComponent(name);
}
