import { grouped } from '../figures/figures';

const SPACE = '\u00a0';

/** Every text of the console, in English; another language is another object of this type. */
export const text = {
  product: 'Orilla',
  never: 'never',
  loading: 'Loading',
  pages: {
    home: 'Home',
    tables: 'Tables',
    runs: 'Runs',
    models: 'Models',
    nodes: 'Nodes',
    predictions: 'Predictions',
  },
  groups: { data: 'Data', training: 'Training', edge: 'Edge' },
  appearance: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  shell: {
    skip: 'Skip to the page',
    menu: 'Pages',
    pages: 'Pages',
    search: 'Search or run a command',
    allSites: 'All sites',
    lost: 'The server is not heard.',
    lostSince: 'Last heard at',
    lostHint: 'What is shown below was true then; the page goes on trying.',
  },
  search: {
    nothing: 'Nothing has that name.',
    pages: 'Pages',
    assets: 'Assets',
    commands: 'Commands',
    onNode: (node: string) => `on ${node}`,
    appearance: (scheme: string) => `Appearance: ${scheme.toLowerCase()}`,
  },
  keys: {
    title: 'Keyboard',
    goTo: (page: string) => `Go to ${page}`,
    others: [
      ['Ctrl K', 'Find any object or command'],
      ['/', 'Filter the page'],
      ['↑ ↓', 'Step through rows'],
      ['← →', 'Step through windows'],
      ['Enter', 'Open'],
      ['Esc', 'Close'],
      ['?', 'Show these keys'],
    ] as const,
  },
  notFound: { title: 'There is no such page.', hint: 'The address leads nowhere. Go to' },
  wrong: {
    title: (what: string) => `${what} could not be loaded.`,
    stillTrue:
      'Nothing was changed: the nodes go on working and keep what they make in their journals.',
    retry: 'Try again',
  },
  stages: {
    ingestion: 'Ingestion',
    clean: 'Clean',
    validate: 'Validate',
    transform: 'Transform',
    label: 'Label',
    experiment: 'Experiment',
    tune: 'Train and tune',
    models: 'Model repository',
    deploy: 'Deploy',
    prediction: 'Prediction',
    log: 'Log',
  },
  home: {
    plant: 'Plant and nodes',
    data: 'Data',
    training: 'Training',
    deployment: 'Deployment',
    lake: 'Versioned lake',
    sees: 'What the models see, last 5 minutes',
    dataEngineering: 'Data engineering',
    dataScience: 'Data science',
    notSetUp: 'not set up',
    nothingYet: 'Nothing is connected yet: add the first node.',
    noNodes: 'No node has enrolled.',
    addNode: 'Add a node',
    seesNothing: 'No model has spoken yet. Scores appear when a workload runs on a node.',
    more: (count: number) => `and ${count} more`,
    quiet: (assets: number) =>
      assets === 0 ? 'No model runs yet.' : `No alarm on ${counted(assets, 'asset')}.`,
    alarms: (count: number, asset: string, score: string, since: string) =>
      `${counted(count, 'alarm')}: ${asset}, score ${score} × its limit since ${since}.`,
    dropped: (count: number) => `${counted(count, 'journal record')} dropped.`,
    unbalanced: 'A journal does not balance.',
    taskFailed: (subject: string) => `The last run of ${subject} failed.`,
    connected: (connected: number, all: number) =>
      `${connected} of ${counted(all, 'node')} connected.`,
    lastHeard: (node: string, age: string) => `${node} was last heard ${age}.`,
    neverHeard: (node: string) => `${node} was never heard.`,
    nothingDropped: 'Nothing dropped.',
    runsOn: (model: string, count: number, all: number) =>
      `${model} runs on ${count === all ? 'all ' : ''}${counted(count, 'asset')}.`,
    lastSaid: (what: string) => `last said: ${what}`,
    signals: (count: number, connectors: string | undefined) =>
      [counted(count, 'signal'), connectors].filter(Boolean).join(', '),
    alarmFor: (duration: string) => `alarm ${duration}`,
    assetState: (hasScore: boolean) => (hasScore ? 'normal' : 'no model'),
    allTables: (count: number) => `All ${counted(count, 'table')}`,
    noFeatureStore: 'Feature store: not set up',
  },
  tasks: {
    none: 'never ran',
    state: {
      QUEUED: 'queued',
      RUNNING: 'running since',
      SUCCEEDED: 'finished',
      FAILED: 'failed',
    },
  },
  journal: {
    title: 'Journal',
    balanced: 'balanced',
    unbalanced: 'not balanced',
    made: 'made',
    delivered: 'delivered',
    pending: 'pending',
    dropped: 'dropped',
  },
  tables: {
    empty: 'empty',
    version: (snapshot: string, tag: string | undefined) =>
      `snapshot ${snapshot}${tag ? `, tag ${tag}` : ''}`,
  },
};

/** A count with its noun: '1 alarm', '1 604 rows'. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)}${SPACE}${noun}${count === 1 ? '' : 's'}`;
}
