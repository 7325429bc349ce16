import { describe, expect, it } from 'vitest';
import { text } from '../text/catalogue';
import { commonPlace, draftProblems, sourcesOf } from './sources';

const words = text.sources.problems;

const connector = {
  settings: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
  address: { pattern: '[a-z]+', examples: ['pump'] },
};

const draft = { name: 'plc', node: 'hall-1', connector: 'x', settings: {}, signals: [] };

describe('what is wrong with a draft', () => {
  it('stands at its path', () => {
    const signals = [
      { name: 'a/b/c/d/e', address: 'pump' },
      { name: 'a/b/c/d/e', address: 'PUMP' },
      { name: 'e', address: 'pump' },
    ];
    expect(draftProblems({ ...draft, name: 'PLC', signals }, connector, words, new Set())).toEqual({
      name: words.name,
      'settings.url': words.needed,
      'signals[1].name': words.twice,
      'signals[1].address': 'does not fit; write it as pump',
      'signals[2].name': words.signal,
    });
  });

  it('is also a name that another source has', () => {
    const whole = { ...draft, settings: { url: 'a' } };
    expect(draftProblems(whole, connector, words, new Set(['plc']))).toEqual({
      name: words.taken,
    });
    expect(draftProblems(whole, connector, words, new Set(['other']))).toEqual({});
  });
});

it('further signals likely lie where those that there are lie', () => {
  const signal = (name: string) => ({ name, address: 'x' });
  expect(commonPlace([])).toBe('');
  expect(commonPlace([signal('a/b/c/d/e')])).toBe('a/b/c/d');
  expect(commonPlace([signal('a/b/c/d/e'), signal('a/b/x/d/e')])).toBe('a/b');
});

it('a source that its node has not heard of is neither connected nor not', () => {
  const document = {
    apiVersion: 'orilla/v1',
    kind: 'Source',
    metadata: { name: 'plc' },
    spec: { node: 'hall-1', connector: 'opcua', settings: {}, signals: [] },
    generation: 1,
    appliedAt: '2026-01-01T00:00:00Z',
  };
  expect(sourcesOf([document], [])).toEqual([
    { name: 'plc', node: 'hall-1', connector: 'opcua', signals: 0, reason: '' },
  ]);
});
