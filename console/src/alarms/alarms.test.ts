import { expect, test } from 'vitest';
import type { Alarm } from '../api/schema';
import { isShelved, isStanding, isToAcknowledge } from './alarms';

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
