import { describe, expect, test } from 'vitest';
import type { Overview } from '../api/schema';
import { details, headline, type Fact } from './facts';

const NOW = Date.parse('2026-03-02T14:22:07Z');
const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();

const quiet: Overview = {
  at: at(0),
  nodes: [
    { name: 'hall-1', signals: 16, connected: true, lastSeen: at(1), assets: [] },
    { name: 'hall-2', signals: 16, connected: true, lastSeen: at(2), assets: [] },
  ],
  journal: { made: 10, delivered: 10, pending: 0, dropped: 0, balanced: true },
  dataEngineering: {},
  dataScience: {},
  stages: {},
  tables: [],
  assets: ['loop1', 'loop2'].map((name) => ({
    name: `riva/hall1/water/${name}`,
    node: 'hall-1',
    model: `anomaly-${name}`,
    version: 2,
    time: [],
    score: [],
  })),
  alarms: [],
};

const alarm = {
  node: 'hall-1',
  name: 'loop2-anomaly',
  asset: 'riva/hall1/water/loop2',
  workload: 'loop2-anomaly',
  priority: 'medium' as const,
  state: 'ACTIVE' as const,
  raisedAt: at(19),
  value: 3.42,
  prediction: '0a1b',
};

const said = (facts: Fact[]) => facts.map(({ text }) => text.replaceAll('\u00a0', ' ')).join(' ');

test('an alarm is as bad as the model says now', () => {
  const [loop1, loop2] = quiet.assets;
  const worse = { ...loop1, score: [1.1, 20.7] } as (typeof quiet.assets)[number];
  const both = [{ ...alarm, asset: 'riva/hall1/water/loop1', value: 1.1 }, alarm];
  const overview = { ...quiet, assets: [worse, loop2] as typeof quiet.assets, alarms: both };
  expect(headline(overview, NOW)[0]?.text).toContain('loop1, 20.7 × limit');
});

test('an alarm of high priority comes before a higher score', () => {
  const hot = {
    ...alarm,
    name: 'hot',
    signal: 'riva/hall1/water/loop1/flow',
    prediction: undefined,
    workload: undefined,
    priority: 'high' as const,
    value: 1.25,
  };
  const [first] = headline({ ...quiet, alarms: [alarm, hot] }, NOW);
  expect(first?.text).toContain('flow, 1.25 since');
});

describe('the sentence of Home', () => {
  test('is calm when all is well', () => {
    expect(said(headline(quiet, NOW))).toBe('No alarm on 2 assets. 2 of 2 nodes connected.');
    expect(said(details(quiet, NOW))).toBe('Nothing dropped. anomaly v2 runs on all 2 assets.');
  });

  test('names a node that is not trusted, or does not trust its models', () => {
    const [first, second] = quiet.nodes;
    const safe = { ...quiet, nodes: [first, { ...second, concern: 'safe mode' }] } as Overview;
    expect(headline(safe, NOW)[1]).toEqual({
      text: 'hall-2: safe mode.',
      href: '/nodes/hall-2',
      tone: 'attention',
    });
  });

  test('names the worst alarm and leads to its window', () => {
    const two = {
      ...quiet,
      alarms: [{ ...alarm, value: 1.2, asset: 'riva/hall1/water/loop1' }, alarm],
    };
    const [first] = headline(two, NOW);
    expect(first?.text).toMatch(/^2\u00a0alarms: loop2, 3\.4 × limit since \d\d:\d\d:\d\d\.$/);
    expect(first?.href).toBe('/predictions?asset=riva/hall1/water/loop2&window=0a1b');
    expect(first?.tone).toBe('alarm');
  });

  test('puts a loss before an alarm', () => {
    const lossy = {
      ...quiet,
      alarms: [alarm],
      journal: { ...quiet.journal, dropped: 3, balanced: true },
    };
    expect(headline(lossy, NOW).map(({ text }) => text)[0]).toContain('journal records dropped');
    const unbalanced = { ...quiet, journal: { ...quiet.journal, balanced: false } };
    expect(said(headline(unbalanced, NOW))).toContain('A journal does not balance.');
    expect(said(details(unbalanced, NOW))).not.toContain('Nothing dropped');
  });

  test('does not count a node as connected that was not heard of for a minute, whatever it last said', () => {
    expect(said(headline(quiet, NOW + 60_000))).toContain('0 of 2 nodes connected.');
    expect(said(details(quiet, NOW + 60_000))).toContain('hall-1 was last heard 1 min ago.');
  });

  test('says that a run failed', () => {
    const task = {
      id: 't',
      kind: 'tune',
      subject: 'water-loop',
      state: 'FAILED',
      attempt: 1,
      createdAt: at(60),
    } as const;
    expect(said(headline({ ...quiet, dataScience: { study: 'water-loop', task } }, NOW))).toContain(
      'The last run of water-loop failed.',
    );
  });

  test('of a fresh install says what to do first', () => {
    expect(said(headline({ ...quiet, nodes: [] }, NOW))).toBe(
      'Nothing is connected yet: add the first node.',
    );
  });
});
