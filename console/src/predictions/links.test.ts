import { expect, test } from 'vitest';
import type { Lineage, Prediction } from '../api/schema';
import { chainOf, pageOf, type Link } from './links';

const prediction = { id: '0a', node: 'hall-1' } as Prediction;
const link = (kind: Link['kind'], more: Partial<Link> = {}): Link => ({
  kind,
  name: 'x',
  facts: {},
  ...more,
});

test('the chain begins in the plant and ends with the deployment', () => {
  const kinds = ['prediction', 'deployment', 'model-version', 'run', 'signals'] as const;
  const lineage: Lineage = { prediction: '0a', links: kinds.map((kind) => link(kind)) };
  expect(chainOf(lineage).map(({ kind }) => kind)).toEqual([
    'signals',
    'run',
    'model-version',
    'deployment',
  ]);
});

test('each link has its page', () => {
  expect(pageOf(link('model-version', { href: '/api/v1/models/anomaly-loop2' }), prediction)).toBe(
    '/models/anomaly-loop2',
  );
  expect(
    pageOf(link('raw-snapshot', { name: 'raw.signals', facts: { snapshot: '42' } }), prediction),
  ).toBe('/tables/raw.signals?snapshot=42');
  expect(pageOf(link('run', { name: 'run-7', facts: { study: 'water-loop' } }), prediction)).toBe(
    '/runs?study=water-loop&run=run-7',
  );
  expect(pageOf(link('signals'), prediction)).toBe('/nodes/hall-1');
});
