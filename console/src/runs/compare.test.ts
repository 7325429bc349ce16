import { expect, test } from 'vitest';
import type { Run } from '../api/schema';
import { best, compared, objective, ordered } from './compare';

const run = (id: string, params: Record<string, string>, metrics: Record<string, number>) =>
  ({ id, params, metrics }) as unknown as Run;

const runs = [
  run('a', { algorithm: 't2', components: '10', seed: '7' }, { f1_others: 0.6, far_others: 0.2 }),
  run('b', { algorithm: 'pca', components: '4', seed: '7' }, { f1_others: 0.76, far_others: 0.3 }),
  run('c', { algorithm: 'pca', seed: '7' }, {}),
];
const ids = (all: Run[]) => all.map(({ id }) => id).join('');

test('only parameters that differ stand side by side', () => {
  expect(compared(runs)).toEqual({
    params: ['algorithm', 'components'],
    metrics: ['f1_others', 'far_others'],
  });
});

test('runs are ordered by size, and those without a value come last either way', () => {
  expect(ids(ordered(runs, { by: 'f1_others', rising: false }))).toBe('bac');
  expect(ids(ordered(runs, { by: 'f1_others', rising: true }))).toBe('abc');
  expect(ids(ordered(runs, { by: 'components', rising: true }))).toBe('bac');
  expect(ids(ordered(runs, { by: undefined, rising: true }))).toBe('abc');
});

test('the best is the greatest score and the smallest error', () => {
  expect(objective(['far_others', 'f1_others'])).toBe('f1_others');
  expect(best(runs, 'f1_others')).toBe(0.76);
  expect(best(runs, 'far_others')).toBe(0.2);
  expect(best(runs, 'nothing')).toBeUndefined();
});
