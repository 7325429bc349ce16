import { describe, expect, test } from 'vitest';
import { age, inUtc, span, timeOfDay } from './ages';

const NOW = Date.parse('2026-03-02T14:22:07Z');
const SECONDS = 1000;
const HOURS = 3_600_000;

/** Figures and their units are kept together by a fixed space. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an age', () => {
  test('is now until one cannot tell', () => {
    expect(age(NOW - 1400, NOW)).toBe('now');
    expect(age(NOW + 1400, NOW)).toBe('now');
  });

  test('goes on counting in the largest unit that fits', () => {
    expect(plain(age(NOW - 2 * SECONDS, NOW))).toBe('2 s ago');
    expect(plain(age(NOW - 59 * SECONDS, NOW))).toBe('59 s ago');
    expect(plain(age(NOW - 60 * SECONDS, NOW))).toBe('1 min ago');
    expect(plain(age(NOW - 3 * HOURS, NOW))).toBe('3 h ago');
    expect(plain(age(NOW - 31 * 24 * HOURS, NOW))).toBe('31 d ago');
  });

  test('says so when event time runs ahead of the clock', () => {
    expect(plain(age(NOW + 5 * SECONDS, NOW))).toBe('in 5 s');
  });
});

test('a span is never negative', () => {
  expect(plain(span(-5000))).toBe('0 s');
  expect(plain(span(19_400))).toBe('19 s');
});

test('a time of another day names the day', () => {
  const today = new Date(2026, 2, 2, 14, 21, 48).getTime();
  expect(timeOfDay(today, today + 19_000)).toBe('14:21:48');
  expect(timeOfDay(today - 24 * HOURS, today)).toBe('1 Mar 2026 14:21:48');
});

test('on hover an instant is given in UTC', () => {
  expect(inUtc(NOW)).toMatch(/^2026-03-02 14:22:07\.000 UTC \(shown in .+\)$/);
});
