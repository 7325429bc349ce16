import { counted } from './counted';

export const models = {
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
};

export const runs = {
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
};
