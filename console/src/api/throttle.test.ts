import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Throttle } from './throttle';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first is handed on at once, then the latest, at most four a second', () => {
  const delivered: number[] = [];
  const throttle = new Throttle<number>(250, (value) => delivered.push(value));
  for (let value = 0; value < 90; value++) {
    throttle.offer(value);
    vi.advanceTimersByTime(10);
  }
  expect(delivered).toEqual([0, 24, 49, 74]);
  vi.advanceTimersByTime(250);
  expect(delivered).toEqual([0, 24, 49, 74, 89]);
});

test('after it was cancelled nothing comes', () => {
  const delivered: number[] = [];
  const throttle = new Throttle<number>(250, (value) => delivered.push(value));
  throttle.offer(1);
  throttle.offer(2);
  throttle.cancel();
  vi.advanceTimersByTime(1000);
  expect(delivered).toEqual([1]);
});
