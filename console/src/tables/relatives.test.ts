import { expect, test } from 'vitest';
import type { Declared, Model, Node, TableDetail } from '../api/schema';
import { downstream, upstream } from './relatives';

const table = (name: string, summary: Record<string, string> = {}) =>
  ({ name, snapshots: [{ summary }] }) as unknown as TableDetail;

const known = {
  workflows: [{ spec: { table: 'prepared.water_loop' } } as unknown as Declared],
  models: [
    {
      name: 'anomaly-loop1',
      versions: [
        { version: 2, provenance: { dataset: { table: 'prepared.water_loop' } } },
        { version: 1, provenance: {} },
      ],
    } as unknown as Model,
  ],
  nodes: [{ name: 'hall-1' } as Node],
};

test('raw samples come from nodes and go into prepared tables', () => {
  expect(upstream(table('raw.signals'), known).map(({ name }) => name)).toEqual(['hall-1']);
  expect(downstream(table('raw.signals'), known).map(({ name }) => name)).toEqual([
    'prepared.water_loop',
  ]);
});

test('a prepared table names the raw snapshot it was made of', () => {
  expect(
    upstream(table('prepared.water_loop', { 'orilla.input': 'raw.signals@42' }), known),
  ).toEqual([{ name: 'raw.signals', href: '/tables/raw.signals?snapshot=42' }]);
  expect(upstream(table('prepared.water_loop_aside'), known).map(({ name }) => name)).toEqual([
    'raw.signals',
  ]);
});

test('models trained on a table come from it', () => {
  expect(downstream(table('prepared.water_loop'), known)).toEqual([
    { name: 'anomaly-loop1 v2', href: '/models/anomaly-loop1?version=2' },
  ]);
});
