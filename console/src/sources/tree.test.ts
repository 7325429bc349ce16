import { expect, it } from 'vitest';
import { added, opened, rowsOf, TOP, type Found } from './tree';

const folder = (address: string): Found => ({
  address,
  name: address.toUpperCase(),
  type: '',
  unit: '',
  signal: false,
  children: true,
});
const signal = (address: string): Found => ({ ...folder(address), signal: true, children: false });
const answer = (found: Found[], next = '') => ({
  found: found.map((each) => ({ path: [], found: each })),
  next,
  complete: true,
});

const lines = (tree: typeof TOP) =>
  rowsOf(tree).map(({ path, found, next }) =>
    next ? `more: ${next}` : [...path, found.name].join('/'),
  );

it('a branch shows below its row when it is open, and is kept when it is closed', () => {
  const top = added(TOP, '', answer([folder('a'), folder('b')]));
  const known = added(opened(top, 'a', true), 'a', answer([signal('t')]));
  expect(lines(known)).toEqual(['A', 'A/T', 'B']);
  expect(lines(opened(known, 'a', false))).toEqual(['A', 'B']);
  expect(lines(opened(opened(known, 'a', false), 'a', true))).toEqual(['A', 'A/T', 'B']);
});

it('a further page goes behind the first', () => {
  const first = added(TOP, '', answer([signal('s1')], '1'));
  expect(lines(first)).toEqual(['S1', 'more: 1']);
  expect(lines(added(first, '', answer([signal('s2')])))).toEqual(['S1', 'S2']);
});

it('what lies within itself is shown there once', () => {
  const top = added(TOP, '', answer([folder('a')]));
  expect(lines(added(opened(top, 'a', true), 'a', answer([folder('a')])))).toEqual(['A', 'A/A']);
});

it('what was searched for shows what it lies in', () => {
  const found = {
    found: [{ path: ['Hall', 'Pump'], found: signal('p') }],
    next: '',
    complete: true,
  };
  const [row] = rowsOf(added(TOP, '', found));
  expect(row).toMatchObject({ path: ['Hall', 'Pump'], within: ['Hall', 'Pump'], depth: 0 });
});
