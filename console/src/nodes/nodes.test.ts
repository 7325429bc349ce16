import { expect, test } from 'vitest';
import type { Node } from '../api/schema';
import { isHeard, journals } from './nodes';

const lane = {
  lane: 'signals',
  made: 5,
  delivered: 5,
  pending: 0,
  dropped: 0,
  balanced: true,
  at: '',
};
const node = (name: string, more = {}) =>
  ({ name, accounts: [{ ...lane, ...more }] }) as unknown as Node;

test('a journal that does not balance is worse than one that dropped', () => {
  expect(journals([node('a'), node('b')])).toBe('All journals balance, nothing was dropped.');
  expect(journals([node('a', { dropped: 2 }), node('b')])).toBe('Records were dropped on a.');
  expect(journals([node('a', { dropped: 2 }), node('b', { balanced: false })])).toBe(
    'The journal does not balance on b.',
  );
});

test('a node that was never seen is not heard', () => {
  expect(isHeard({}, 0)).toBe(false);
  expect(isHeard({ lastSeen: '2026-03-02T14:22:07Z' }, Date.parse('2026-03-02T14:22:40Z'))).toBe(
    true,
  );
  expect(isHeard({ lastSeen: '2026-03-02T14:22:07Z' }, Date.parse('2026-03-02T14:23:07Z'))).toBe(
    false,
  );
});
