import { describe, expect, test } from 'vitest';
import {
  abbreviated,
  abbreviatedId,
  bytes,
  change,
  grouped,
  latency,
  percent,
  precise,
  score,
  significant,
} from './figures';

/** Digits are apart by a thin space, units by a fixed one: both read as a space here. */
const plain = (text: string) => text.replaceAll(/[\u2009\u00a0]/g, ' ');

test('thousands stand apart', () => {
  expect(plain(grouped(1_271_880))).toBe('1 271 880');
  expect(grouped(999)).toBe('999');
  expect(plain(grouped(-1604))).toBe('−1 604');
  expect(grouped(0)).toBe('0');
});

describe('three significant figures', () => {
  test('at most, where figures stand still', () => {
    expect(significant(3.4127)).toBe('3.41');
    expect(significant(0.3)).toBe('0.3');
    expect(significant(10.04)).toBe('10');
    expect(plain(significant(1604))).toBe('1 604');
  });

  test('exactly, where they move', () => {
    expect(precise(0.47)).toBe('0.470');
    expect(precise(232.91)).toBe('233');
    expect(precise(-6.1)).toBe('−6.10');
  });

  test('of what is very small', () => {
    expect(significant(3.2e-6)).toBe('3.2e−6');
    expect(precise(0)).toBe('0.00');
  });

  test('of what is no number', () => {
    expect(significant(Number.NaN)).toBe('–');
  });
});

test('a change has its sign', () => {
  expect(change(0.1)).toBe('+0.10');
  expect(change(-6.1)).toBe('−6.1');
});

test('a score close to its limit shows on which side it is', () => {
  expect(score(3.42)).toBe('3.4');
  expect(score(1.004)).toBe('1.004');
  expect(score(1.0002)).toBe('1.0002');
  expect(score(0.99)).toBe('0.99');
  expect(score(0.9)).toBe('0.9');
  expect(score(1)).toBe('1.0');
});

test('sizes and latencies are in SI units', () => {
  expect(plain(bytes(42_100_000))).toBe('42.1 MB');
  expect(plain(bytes(812))).toBe('812 B');
  expect(plain(latency(1900))).toBe('1.9 ms');
  expect(plain(latency(85))).toBe('85 µs');
  expect(plain(percent(0.234))).toBe('23 %');
});

test('a digest shows its first and last four signs', () => {
  expect(abbreviated(`sha256:9c41${'0'.repeat(56)}07be`)).toBe('sha256 9c41…07be');
  expect(abbreviated('short')).toBe('short');
  expect(abbreviatedId('4130000000000000041')).toBe('…0041');
});
