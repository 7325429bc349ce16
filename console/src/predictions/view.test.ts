import { expect, test } from 'vitest';
import type { Prediction } from '../api/schema';
import { including, rangeOf } from './view';

const picked = { window: { from: 0, to: 1_000e6, rows: 5 } } as Prediction;

test('a picked window alone shows the minutes around it', () => {
  expect(rangeOf({ window: 'a' }, picked)).toEqual({ from: 520e6, to: 1_120e6 });
  expect(rangeOf({ window: 'a' }, undefined)).toBeUndefined();
});

test('a range that was asked for stays', () => {
  expect(rangeOf({ window: 'a', range: { last: '1h' } }, picked)).toEqual({ last: '1h' });
  expect(rangeOf({}, undefined)).toEqual({ last: 'live' });
});

test('stepping beyond the range moves it along', () => {
  expect(including({ from: 0, to: 100 }, 50)).toEqual({ from: 0, to: 100 });
  expect(including({ from: 0, to: 100 }, 101)).toEqual({ from: 51, to: 151 });
  expect(including({ last: 'live' }, 101)).toEqual({ last: 'live' });
});
