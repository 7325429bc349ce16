import { expect, test } from 'vitest';
import { isoOf } from './micros';

test('no microsecond is lost', () => {
  expect(isoOf(1_772_461_327_123_456)).toBe('2026-03-02T14:22:07.123456Z');
  expect(isoOf(1_772_461_327_000_001)).toBe('2026-03-02T14:22:07.000001Z');
});
