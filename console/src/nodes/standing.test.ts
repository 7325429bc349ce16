import { describe, expect, test } from 'vitest';
import type { Node } from '../api/schema';
import { concerns, inAWord } from './standing';

const NOW = Date.parse('2026-03-02T14:22:07Z');

const works = {
  name: 'hall-1',
  standing: 'trusted',
  lastSeen: '2026-03-02T14:22:00Z',
  certificateUntil: '2026-05-02T14:22:00Z',
  sources: [],
  workloads: [],
  accounts: [],
} as unknown as Node;

const words = (more: object) => concerns({ ...works, ...more }, NOW).map(({ word }) => word);

test('a node that works has nothing to look at', () => {
  expect(words({})).toEqual([]);
  expect(inAWord(works, NOW)).toEqual({ word: 'live' });
});

describe('what is worst is said first', () => {
  test('a node that is not trusted, before one that is silent', () => {
    const more = { standing: 'revoked', lastSeen: undefined };
    expect(words(more)).toEqual(['revoked', 'never heard of']);
    expect(inAWord({ ...works, standing: 'revoked' }, NOW).tone).toBe('alarm');
  });

  test('a disk that takes nothing, before models that were rolled back', () => {
    const measured = {
      lanes: [{ lane: 'signals', trouble: 'no space left' }],
      problems: [],
      clockWrong: true,
      clockOffset: 86_460,
    };
    const workloads = [{ name: 'w', state: 'ROLLED_BACK', reason: 'NaN' }];
    expect(words({ measured, workloads })).toEqual([
      'disk trouble',
      'w rolled back',
      'clock wrong',
    ]);
  });
});

test('a clock is behind when the server’s is ahead of it', () => {
  const measured = { lanes: [], problems: [], clockWrong: true, clockOffset: 86_460 };
  const [clock] = concerns({ ...works, measured } as unknown as Node, NOW);
  expect(clock?.what.replace('\u00a0', ' ')).toBe('Its clock is 1 d behind the server’s.');
});

test('safe mode is said once, though the node counts it among its problems', () => {
  const reason = 'it crashed';
  const measured = { lanes: [], problems: [reason, 'agent.yaml is wrong'] };
  expect(words({ safeMode: reason, measured })).toEqual(['safe mode', 'to look at']);
});

test('a certificate that should have been renewed long ago is told of', () => {
  expect(words({ certificateUntil: '2026-03-10T00:00:00Z' })).toEqual(['certificate']);
  expect(words({ certificateUntil: '2026-03-01T00:00:00Z' })).toEqual(['certificate']);
});
