import { expect, test } from 'vitest';
import type { Model, Prediction, Series } from '../api/schema';
import { contributions, signalsOf } from './contributions';

const SIGNALS = ['flow', 'pressure', 'current', 'voltage', 'temperature', 'vibration1'];
const prediction = {
  model: 'sha256:aa',
  window: { from: 0, to: 3e6, rows: 3 },
  outputs: { score: [3], contribution: [1.8, 0.6, 0.3, 0.15, 0.12, 0.03] },
} as unknown as Prediction;

const flow = {
  name: 'flow',
  unit: 'l/min',
  time: [1e6, 2e6, 3e6],
  min: [30, 30, 24],
  max: [30, 30, 24],
};
const series = { from: 1e6, to: 3e6, signals: [flow] } as unknown as Series;

test('what moved a score is named by its share, the small ones together', () => {
  const { named, rest } = contributions(prediction, SIGNALS, series);
  expect(named.map(({ name }) => name)).toEqual(['flow', 'pressure', 'current', 'voltage']);
  expect(named[0]?.share).toBeCloseTo(0.6);
  expect(rest).toBeCloseTo(0.05);
});

test('a change is against the median of what is shown, where that holds the window', () => {
  expect(contributions(prediction, SIGNALS, series).named[0]).toMatchObject({
    change: -6,
    unit: 'l/min',
  });
  const elsewhere = { ...series, to: 2e6 };
  expect(contributions(prediction, SIGNALS, elsewhere).named[0]?.change).toBeUndefined();
});

test('the order of the signals is the one of the model that decided', () => {
  const model = {
    versions: [
      { bundle: 'sha256:bb', signature: { signals: [{ name: 'other' }] } },
      { bundle: 'sha256:aa', signature: { signals: SIGNALS.map((name) => ({ name, unit: '' })) } },
    ],
  } as unknown as Model;
  expect(signalsOf(prediction, [model])).toEqual(SIGNALS);
  expect(signalsOf(prediction, [])).toBeUndefined();
});

test('a window without prediction moved nothing', () => {
  expect(contributions({ ...prediction, outputs: {} }, SIGNALS, series)).toEqual({
    named: [],
    rest: 0,
  });
});
