import { expect, test } from 'vitest';
import { inputs, telling } from './summary';

const summary = {
  'added-records': '4801',
  'manifests-kept': '0',
  'orilla.attempt': '1',
  'orilla.input': 'raw.signals@42, raw.events@7',
  'orilla.workflow': 'water-loop@1',
};

test('a summary tells why a snapshot was made, not how the format keeps it', () => {
  expect(telling(summary)).toEqual([
    ['input', 'raw.signals@42, raw.events@7'],
    ['workflow', 'water-loop@1'],
    ['added', '4801'],
  ]);
});

test('a summary names what the snapshot was made of', () => {
  expect(inputs(summary)).toEqual([
    { table: 'raw.signals', snapshot: '42' },
    { table: 'raw.events', snapshot: '7' },
  ]);
  expect(inputs({})).toEqual([]);
});
