import { describe, expect, test } from 'vitest';
import { aligned, heightOf, lanes, line, medianOf, scaleOf, usualStep, valueAt } from './layout';

const SECOND = 1e6;
const seconds = (...at: number[]) => at.map((each) => each * SECOND);
const signal = (name: string, time: number[], values: number[]) => ({
  name,
  unit: 'bar',
  time,
  min: values,
  max: values,
});

describe('a line through buckets', () => {
  test('keeps the least and the greatest value of each', () => {
    expect(line(seconds(10, 20), [1, 2], [5, 2])).toEqual([
      [10, 15, 20],
      [1, 5, 2],
    ]);
  });

  test('breaks where samples are missing', () => {
    const [x, y] = line(seconds(1, 2, 3, 30, 31), [1, 1, 1, 2, 2], [1, 1, 1, 2, 2]);
    expect(x).toEqual([1, 2, 3, 4, 30, 31]);
    expect(y).toEqual([1, 1, 1, null, 2, 2]);
  });
});

describe('aligned lanes', () => {
  const chart = {
    asset: 'a',
    from: 0,
    to: 4 * SECOND,
    score: { time: seconds(1, 3), min: [0.1, 0.2], max: [0.1, 0.2] },
    signals: [signal('flow', seconds(1, 2, 3), [30, 31, 32])],
    alarms: [],
    labels: [],
    gaps: [],
    none: [],
    swaps: [],
  };

  test('share one time axis, without gaps where only another lane has a point', () => {
    expect(aligned(chart)).toEqual([
      [1, 2, 3],
      [0.1, undefined, 0.2],
      [30, 31, 32],
    ]);
  });

  test('stand below each other, the score first and larger', () => {
    const all = lanes(chart.signals, '× limit');
    expect(all.map(({ key, top }) => [key, top])).toEqual([
      ['score', 0],
      ['flow', 88],
    ]);
    expect(heightOf(all)).toBe(132);
    expect(heightOf(lanes(chart.signals, '× limit', 140))).toBe(140);
  });
});

test('a lane’s scale puts its values within the lane', () => {
  const lane = { key: 'flow', name: 'flow', unit: 'l/min', top: 88, height: 44 };
  const [min, max] = scaleOf(lane, 440, 10, 20);
  const y = (value: number) => (440 * (max - value)) / (max - min);
  expect(y(20)).toBeCloseTo(88 + 44 * 0.14);
  expect(y(10)).toBeCloseTo(88 + 44 * 0.86);
});

test('a signal that stands still lies within its lane too', () => {
  const lane = { key: 'flow', name: 'flow', unit: '', top: 0, height: 44 };
  const [min, max] = scaleOf(lane, 44, 5, 5);
  expect(min).toBeLessThan(5);
  expect(max).toBeGreaterThan(5);
});

test('a value is read at the closest point', () => {
  const series = { time: seconds(10, 20, 30), min: [1, 2, 3], max: [3, 2, 5] };
  expect(valueAt(series, 14 * SECOND)).toBe(2);
  expect(valueAt(series, 16 * SECOND)).toBe(2);
  expect(valueAt(series, 99 * SECOND)).toBe(4);
  expect(valueAt({ time: [], min: [], max: [] }, 1)).toBeUndefined();
  expect(medianOf(series)).toBe(2);
});

test('the usual step is the median one', () => {
  expect(usualStep(seconds(1, 2, 3, 60, 61))).toBe(SECOND);
});
