import { grouped } from '../figures/figures';
import { counted } from './counted';

export const alarms = {
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
};
