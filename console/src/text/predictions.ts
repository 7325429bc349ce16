import { grouped } from '../figures/figures';
import { counted } from './counted';

export const chart = {
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
};

export const predictions = {
  asset: 'Asset',
  range: 'Time shown',
  on: (node: string) => `on ${node}`,
  ranges: { live: 'Live', '10m': '10 min', '1h': '1 h', '1d': '1 d' },
  detection: (f1: string, far: string, mar: string) => `F1 ${f1}, FAR ${far}, MAR ${mar}`,
  detectionHint: (model: string, version: number) =>
    `${model} v${version} against the labels, training rows excluded: F1, false alarm rate, missed alarm rate`,
  title: 'Prediction at',
  noPrediction: 'No prediction',
  decisions: {
    ALARM: 'alarm',
    NORMAL: 'normal',
    NONE: 'nothing decided',
    ANSWERED: 'answer to a call',
  },
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
};
