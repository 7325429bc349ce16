import { expect, test } from 'vitest';
import { flat } from './flat';

test('nested names are joined, lists too, and what is absent is left out', () => {
  expect(flat({ a: 1, b: { c: 'x', d: { e: [1, 2] } }, f: null, g: 0.00032 })).toEqual([
    ['a', '1'],
    ['b.c', 'x'],
    ['b.d.e', '1, 2'],
    ['g', '3.2e−4'],
  ]);
});
