import { connector } from './connector';
import { counted } from './counted';

export const stages = {
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
};

export const home = {
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
  alarms: (count: number, what: string, value: string, since: string) =>
    `${counted(count, 'alarm')}: ${what}, ${value} since ${since}.`,
  dropped: (count: number) => `${counted(count, 'journal record')} dropped.`,
  unbalanced: 'A journal does not balance.',
  taskFailed: (subject: string) => `The last run of ${subject} failed.`,
  connected: (connected: number, all: number) =>
    `${connected} of ${counted(all, 'node')} connected.`,
  lastHeard: (node: string, age: string) => `${node} was last heard ${age}.`,
  neverHeard: (node: string) => `${node} was never heard.`,
  nodeIs: (node: string, concern: string) => `${node}: ${concern}.`,
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
};

export const tasks = {
  none: 'never ran',
  state: {
    QUEUED: 'queued',
    RUNNING: 'running',
    SUCCEEDED: 'finished',
    FAILED: 'failed',
  },
};
