import { expect, test } from 'vitest';
import { said, steps } from './kinds';

test('a command is said in words, with what it is about', () => {
  expect(said({ kind: 'restart-workload', workload: 'loop1' })).toBe('Restart workload loop1');
  expect(said({ kind: 'live-tail', duration: '300s' })).toBe('Live tail 5\u00a0min');
  expect(said({ kind: 'reboot' })).toBe('Reboot');
});

test('a command goes its way, and shows what is still before it', () => {
  expect(steps('SENT').map(({ reached }) => reached)).toEqual([true, true, false, false]);
  expect(steps('DONE').every(({ reached }) => reached)).toBe(true);
});

test('what was not done did not go all the way', () => {
  expect(steps('EXPIRED').map(({ state }) => state)).toEqual(['ISSUED', 'EXPIRED']);
});
