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
  chart: {
    score: 'score',
    scoreUnit: '× limit',
    limit: 'limit',
    label: (label: string) => `label: ${label}`,
    takesOver: (model: string, version: number) => `${model} v${version} takes over`,
    version: (version: number) => `v${version}`,
    asTable: 'Show as table',
    asChart: 'Show as chart',
    time: 'Time',
    nothing: (asset: string) => `Nothing was recorded of ${asset} in this time.`,
    nothingHint: 'Choose a longer time, or look whether its node is connected:',
    truncated: (shown: number, all: number) =>
      `The first ${grouped(shown)} of ${grouped(all)} points; zoom in to see the others.`,
    summary: (facts: {
      asset: string;
      from: string;
      to: string;
      low: string;
      high: string;
      alarms: number;
      labels: number;
      gaps: number;
      none: number;
      swaps: number;
    }) =>
      `${facts.asset} from ${facts.from} to ${facts.to}: score between ${facts.low} and ${facts.high} × limit, ` +
      [
        counted(facts.alarms, 'alarm'),
        counted(facts.labels, 'label'),
        counted(facts.gaps, 'gap'),
        `${counted(facts.none, 'stretch', 'stretches')} without prediction`,
        counted(facts.swaps, 'model change'),
      ].join(', ') +
      '.',
  },
  predictions: {
    asset: 'Asset',
    range: 'Time shown',
    on: (node: string) => `on ${node}`,
    ranges: { live: 'Live', '10m': '10 min', '1h': '1 h', '1d': '1 d' },
    detection: (f1: string, far: string, mar: string) => `F1 ${f1}, FAR ${far}, MAR ${mar}`,
    detectionHint: (model: string, version: number) =>
      `${model} v${version} against the labels, training rows excluded: F1, false alarm rate, missed alarm rate`,
    title: 'Prediction at',
    noPrediction: 'No prediction',
    decisions: { ALARM: 'alarm', NORMAL: 'normal', NONE: 'nothing decided' },
    causes: {
      WARMING_UP: 'fewer rows since the start than the model needs',
      GAP: 'the rows do not follow each other',
      MISSING: 'a signal has no value',
      SET_ASIDE: 'a row was set aside by a rule',
      MODEL_ERROR: 'the model failed on this input',
    },
    decidedIn: (decision: string, latency: string, node: string) =>
      `${decision}, decided in ${latency} on ${node}`,
    uncertain: 'some values were held: quality uncertain',
    limit: '× limit',
    moved: 'What moved it',
    movedHint: 'Bars: share of the score. Figures: change against the median of what is shown.',
    rest: 'rest',
    comesFrom: 'Where it comes from',
    sequence: (from: string, through: string) => `sequence ${from} to ${through}`,
    replay: 'Replay',
    replaying: 'Replaying',
    replayFailed: 'The replay failed:',
    replayedAt: 'Replayed at',
    sameBits: 'same bits.',
    notSame: (difference: string) => `not the same, largest difference ${difference}.`,
    previous: 'Previous window',
    next: 'Next window',
    close: 'Close',
    pick: 'Pick a window',
    pickHint:
      'Click the chart, or step with the arrow keys ← and →. Drag to zoom, double click to go back.',
    alarms: 'Alarms',
    noAlarms: 'None yet.',
    lasting: 'since',
    noWindow: 'No window ends near that time.',
    lastWindow: 'There is no further window.',
    empty: 'No asset is predicted yet.',
    emptyHint:
      'Here the signals and scores of an asset are shown. Apply a workload that puts a model on an asset:',
    window: (rows: number) => counted(rows, 'row'),
  },
  copy: { copy: (what: string) => `Copy ${what}`, copied: 'copied' },
  tables: {
    empty: 'empty',
    version: (snapshot: string, tag: string | undefined) =>
      `snapshot ${snapshot}${tag ? `, tag ${tag}` : ''}`,
  },
};

/** A count with its noun: '1 alarm', '1 604 rows'. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)}${SPACE}${count === 1 ? noun : plural}`;
}
