import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Clock } from './clock';

const NOW = Date.parse('2026-03-02T14:22:07Z');

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.stubGlobal('document', { hidden: false });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('until the server has spoken the browser’s clock counts', () => {
  expect(new Clock().read()).toBe(NOW);
});

test('of the server’s messages the least delayed tells its time best', () => {
  const clock = new Clock();
  clock.synchronise(NOW - 60_000);
  clock.synchronise(NOW - 58_800);
  clock.synchronise(NOW - 59_500);
  expect(clock.read()).toBe(NOW - 58_800);
});

test('it ticks once a second while somebody looks, and not while the page is hidden', () => {
  const clock = new Clock();
  const ticks: number[] = [];
  const leave = clock.subscribe(() => ticks.push(clock.now()));
  ticks.length = 0;
  vi.advanceTimersByTime(2000);
  expect(ticks).toEqual([NOW + 1000, NOW + 2000]);
  vi.stubGlobal('document', { hidden: true });
  vi.advanceTimersByTime(5000);
  expect(ticks).toHaveLength(2);
  leave();
  expect(vi.getTimerCount()).toBe(0);
});
