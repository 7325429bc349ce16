import { expect, test } from 'vitest';
import { height, shape } from './shape';

const SECOND = 1e6;
const END = 1_700_000_000 * SECOND;
const seconds = (...ago: number[]) => ago.map((each) => END - each * SECOND);

test('the limit lies in the middle, and nothing leaves the box', () => {
  expect(height(1)).toBe(0.5);
  expect(height(40)).toBe(0);
  expect(height(0)).toBe(1);
});

test('a gap breaks the line', () => {
  const { lines } = shape(seconds(30, 29, 28, 3, 2, 1, 0), [0, 0, 0, 0, 0, 0, 0]);
  expect(lines.map((line) => line.split(' ').length)).toEqual([3, 4]);
});

test('what is above the limit is one stretch for each alarm', () => {
  const { above } = shape(seconds(5, 4, 3, 2, 1, 0), [0.2, 1.4, 2, 0.3, 3, 3]);
  expect(above).toHaveLength(2);
  expect(above[1]?.to).toBe(1);
});

test('no scores have no shape', () => {
  expect(shape([], [])).toEqual({ lines: [], above: [] });
});
