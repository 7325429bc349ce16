import { expect, test } from 'vitest';
import type { Lineage, Prediction } from '../api/schema';
import { originsOf } from './links';

const prediction = { id: '0a', node: 'hall-1', asset: 'riva/hall1/water/loop2' } as Prediction;

const lineage: Lineage = {
  prediction: '0a',
  links: [
    { kind: 'prediction', name: '0a', facts: {} },
    { kind: 'deployment', name: 'anomaly-loop2', facts: { state: '1.6', generation: '2' } },
    {
      kind: 'model-version',
      name: 'anomaly-loop2@2',
      facts: { bundle: 'sha256:bb', graph: 'sha256:aa' },
    },
    { kind: 'run', name: '91d030b4', facts: { study: 'tuned', jvm: '25' } },
    {
      kind: 'prepared-snapshot',
      name: 'prepared.water_loop@63',
      facts: { 'rows trained on': '400' },
    },
    { kind: 'raw-snapshot', name: 'raw.signals@53', facts: { rows: '24928' } },
    { kind: 'signals', name: 'riva/hall1/water/loop2/current', facts: { from: '11', to: '12' } },
    { kind: 'signals', name: 'riva/hall1/water/loop2/flow', facts: { from: '11', to: '12' } },
  ],
};

const origins = originsOf(lineage, prediction);

test('the chain begins in the plant and ends with the deployment', () => {
  expect(origins.map(({ name }) => name)).toEqual([
    '2 signals',
    'raw.signals',
    'prepared.water_loop',
    '91d030b4',
    'anomaly-loop2 v2',
    'anomaly-loop2',
  ]);
});

test('each link has its page, at the version it names', () => {
  expect(origins.map(({ href }) => href)).toEqual([
    '/predictions?asset=riva/hall1/water/loop2',
    '/tables/raw.signals?snapshot=53',
    '/tables/prepared.water_loop?snapshot=63',
    '/runs?study=tuned&run=91d030b4',
    '/models/anomaly-loop2?version=2',
    '/nodes/hall-1',
  ]);
});

test('of many facts those are told that are worth a line', () => {
  expect(origins.map(({ facts }) => facts)).toEqual([
    [
      ['from', '11'],
      ['to', '12'],
    ],
    [['snapshot', '53']],
    [['snapshot', '63']],
    [['study', 'tuned']],
    [['bundle', 'sha256:bb']],
    [['state', '1.6']],
  ]);
});
