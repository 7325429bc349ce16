import { expect, test } from 'vitest';
import type { Alarm } from '../api/schema';
import { isOnScore, isShelved, isStanding, isToAcknowledge, placeOf, valueOf } from './alarms';

const alarm: Alarm = {
  node: 'hall-1',
  name: 'hot',
  asset: 'riva/hall1/water/loop1',
  priority: 'high',
  state: 'ACTIVE',
  raisedAt: '2026-03-01T06:00:00Z',
  value: 86,
};

test('what is put aside is not to be looked at, until its time is over', () => {
  const shelf = { by: 'anna', reason: 'being mended', until: '2100-03-01T07:00:00Z' };
  expect(isStanding(alarm)).toBe(true);
  expect(isStanding({ ...alarm, shelf })).toBe(false);
  expect(isShelved({ ...alarm, shelf }, Date.parse(shelf.until))).toBe(false);
  expect(isStanding({ ...alarm, shelf: { ...shelf, until: '2026-03-01T07:00:00Z' } })).toBe(true);
});

test('an alarm is acknowledged once, also when it is over', () => {
  expect(isToAcknowledge(alarm)).toBe(true);
  expect(isToAcknowledge({ ...alarm, state: 'RETURNED' })).toBe(true);
  expect(isToAcknowledge({ ...alarm, state: 'ACKNOWLEDGED' })).toBe(false);
});

test('what moved an alarm stands beside the limit that its rule sets', () => {
  const signal = 'riva/hall1/water/loop1/flow';
  expect(valueOf({ ...alarm, signal, limit: { above: 80 } })).toBe('86, limit 80');
  expect(placeOf({ ...alarm, signal, limit: { above: 80 } })).toBe('loop1 flow');
  expect(valueOf({ ...alarm, value: 3.42 })).toBe('3.4 × limit');
});

test("only a detector's score is one", () => {
  expect(isOnScore({ ...alarm, prediction: 'p' })).toBe(true);
  expect(isOnScore({ ...alarm, prediction: 'p', limit: { output: 'score', above: 2 } })).toBe(true);
  expect(isOnScore({ ...alarm, prediction: 'p', limit: { output: 'life', below: 20 } })).toBe(
    false,
  );
  expect(isOnScore({ ...alarm, signal: 'riva/hall1/water/loop1/flow' })).toBe(false);
});
