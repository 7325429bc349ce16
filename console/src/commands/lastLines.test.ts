import { expect, test } from 'vitest';
import { LastLines } from './lastLines';

test('what a page can hold is held whole', () => {
  const lines = new LastLines(20);
  lines.add('one\ntw');
  lines.add('o\n');
  expect(lines.text).toBe('one\ntwo\n');
  expect(lines.cut).toBe(0);
});

test('of more the end is held, from the beginning of a line', () => {
  const lines = new LastLines(8);
  lines.add('first\nsecond\nthird\n');
  expect(lines.text).toBe('third\n');
  expect(lines.cut).toBe('first\nsecond\n'.length);
});
