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
    alarms: 'Alarms',
  },
  groups: { data: 'Data', training: 'Training', edge: 'Edge', watch: 'Watch' },
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
    unreachable:
      'The server did not answer. Look whether it runs, and whether this machine reaches it.',
    status: (status: number) => `The server answered with status ${status}.`,
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
    lastKnown: 'Last known:',
    nothingYet: 'Nothing is connected yet: add the first node.',
    noNodes: 'No node has enrolled.',
    addNode: 'Add a node',
    lakeEmpty: 'No table yet. The first appears when a node delivers samples.',
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
      [counted(count, 'signal'), connectors?.split(', ').map(connector).join(', ')]
        .filter(Boolean)
        .join(', '),
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
    window: (rows: number) => `This window, ${counted(rows, 'row')}`,
    run: (id: string) => `run ${id}`,
  },
  copy: { copy: (what: string) => `Copy ${what}`, copied: 'copied', command: 'Copy the command' },
  filter: 'Filter',
  tables: {
    name: 'Name',
    rows: 'Rows',
    size: 'Size',
    snapshot: 'Snapshot',
    tags: 'Tags',
    age: 'Age',
    operation: 'Operation',
    summary: 'Summary',
    empty: 'empty',
    version: (snapshot: string, tag: string | undefined) =>
      `snapshot ${snapshot}${tag ? `, tag ${tag}` : ''}`,
    sentence: (tables: number, rows: number, size: string) =>
      `${counted(tables, 'table')}, ${counted(rows, 'row')}, ${size}.`,
    lastCommit: (table: string) => `Last commit: ${table},`,
    none: 'The lake is empty.',
    noneHint:
      'Here the tables are listed with their rows, snapshots and tags. The first one appears when a node delivers samples of a source:',
    rowCount: (rows: number) => `${counted(rows, 'row')}.`,
    details: (size: string, snapshots: string) => `${size} in ${snapshots} snapshots.`,
    committed: 'Last commit',
    snapshots: 'Snapshots',
    older: (count: number) => `and ${counted(count, 'older snapshot')}`,
    sample: 'Sample of rows',
    noRows: 'Nothing was committed yet.',
    schema: 'Schema',
    columnCount: (count: number) => counted(count, 'column'),
    noTags: 'No snapshot has a name.',
    lineage: 'Lineage',
    madeOf: 'made of',
    madeInto: 'made into',
    nothing: 'nothing yet',
  },
  models: {
    name: 'Name',
    asset: 'Asset',
    champion: 'Champion',
    versions: 'Versions',
    version: 'Version',
    algorithm: 'Algorithm',
    f1: 'F1 of others',
    parity: 'Parity',
    created: 'Made',
    runsOn: 'Runs on',
    none: 'No model is registered.',
    noneHint:
      'Here models are listed with their versions and where they run. A study trains and registers them:',
    sentence: (models: number, versions: number, champions: number) =>
      `${counted(models, 'model')} with ${counted(versions, 'version')}, ${counted(champions, 'champion')}.`,
    noChampion: 'none',
    named: (version: number) => `v${version}`,
    isChampion: (name: string, version: number) => `${name}: v${version} is champion.`,
    hasNoChampion: (name: string) => `${name}: no version is champion.`,
    runsNowhere: 'No node says that it runs it.',
    comparison: (version: number, before: number | undefined) =>
      before === undefined ? `v${version}` : `v${version} against v${before}`,
    metric: 'Metric',
    before: 'Before',
    now: 'Now',
    change: 'Change',
    parityTitle: 'Parity of trainer and graph',
    parityRows: 'rows compared',
    parityLargest: 'largest relative difference',
    parityDiffering: 'decisions differing',
    parityAtLimit: 'of them at the limit',
    card: 'Card',
    signature: 'Signature',
    signatureRows: (rows: number, signals: number) =>
      `${counted(rows, 'row')} × ${counted(signals, 'signal')}`,
    provenance: 'Provenance',
    history: 'History of moves',
    moved: (alias: string, version: number, by: string) => `${alias} to v${version} by ${by}`,
    bundle: 'Bundle',
    run: 'Run',
    studyRuns: (study: string) => `Runs of ${study}, side by side`,
  },
  runs: {
    run: 'Run',
    experiment: 'Experiment',
    started: 'Started',
    took: 'Took',
    none: 'No run is recorded.',
    noneHint:
      'Here runs are compared by their parameters and metrics. A study records one for each trial:',
    sentence: (runs: number, experiments: number, failed: number) =>
      `${counted(runs, 'run')} of ${counted(experiments, 'experiment', 'experiments')}` +
      (failed > 0 ? `, ${failed} failed.` : '.'),
    best: (metric: string, value: string) => `Best ${metric}: ${value}.`,
    sortedBy: 'A click on a heading sorts.',
    tags: (run: string) => `Tags of ${run}`,
  },
  alarms: {
    lastingCount: (count: number) => counted(count, 'alarm lasts', 'alarms last'),
    sentence: (lasting: number, all: number) =>
      `${lasting === 0 ? 'No alarm lasts' : counted(lasting, 'alarm lasts', 'alarms last')}, ${grouped(all)} in all.`,
    none: 'No alarm was ever raised.',
    noneHint:
      'Here alarms are listed with how long they lasted and the window that raised them. A detector raises one when its score passes the limit.',
    asset: 'Asset',
    raised: 'Raised',
    lasted: 'Lasted',
    lasts: 'lasts',
    score: 'Score, × limit',
    workload: 'Workload',
    detection: 'Detection against the labels',
    detectionNote: 'training rows excluded',
    model: 'Model',
    f1: 'F1',
    far: 'FAR',
    mar: 'MAR',
    confusion: 'TP, TN, FP, FN',
    withoutPrediction: 'Without prediction',
    unlabelled: 'Not labelled',
    gaps: 'Gaps in the samples',
    noGaps: 'No sample is missing.',
    signal: 'Signal',
    after: 'From',
    gapLasted: 'Lasted',
    reason: 'Reason',
    node: 'Node',
  },
  nodes: {
    name: 'Name',
    heard: 'Last heard',
    runs: 'Runs',
    sources: 'Sources',
    pending: 'Pending',
    dropped: 'Dropped',
    version: 'Agent',
    none: 'No node has enrolled.',
    noneHint:
      'Here nodes are listed with what runs on them and whether their journals balance. Make a join token and start the first one:',
    add: 'Add a node',
    addTitle: 'Add a node',
    addName: 'Name of the node',
    addPlan:
      'This makes a join token that lets one node enrol, once, within an hour. Nothing changes until a node uses it.',
    makeToken: 'Make the token',
    tokenHint: 'Run this on the machine. The token is shown this once.',
    connected: (connected: number, all: number) =>
      `${connected} of ${counted(all, 'node')} connected.`,
    allBalanced: 'All journals balance, nothing was dropped.',
    notBalanced: (names: string) => `The journal does not balance on ${names}.`,
    droppedOn: (names: string) => `Records were dropped on ${names}.`,
    lastHeard: (name: string) => `${name}: last heard`,
    certificate: 'Certificate ends',
    enrolled: 'enrolled',
    started: 'started',
    desired: 'Desired state',
    applied: (applied: string, desired: string) =>
      applied === desired ? `${applied}, applied` : `${desired} wanted, ${applied} applied`,
    refused: 'It refuses the newest desired state:',
    workloads: 'Workloads',
    workload: 'Workload',
    model: 'Model',
    state: 'State',
    since: 'Since',
    reason: 'Reason',
    asset: 'Asset',
    noWorkloads: 'Nothing is assigned to it.',
    lanes: 'Journal',
    lane: 'Lane',
    balance: 'Balance',
    source: 'Source',
    connector: 'Connector',
    signals: 'Signals',
    sourceState: (connected: boolean) => (connected ? 'connected' : 'disconnected'),
    noSources: 'No source is assigned to it.',
    alarmRaised: 'alarm raised',
    alarmCleared: 'alarm cleared',
    sourceConnected: 'source connected',
    sourceLost: 'source disconnected',
    events: 'Events',
    noEvents: 'It has told of nothing yet.',
  },
};

const CONNECTORS: Record<string, string> = {
  opcua: 'OPC UA',
  modbus: 'Modbus TCP',
  mqtt: 'MQTT',
  s7: 'S7',
};

/** What people call a connector. */
export function connector(type: string): string {
  return CONNECTORS[type] ?? type;
}

/** A count with its noun: '1 alarm', '1 604 rows'. */
function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)}${SPACE}${count === 1 ? noun : plural}`;
}
