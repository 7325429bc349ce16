import { expect, test } from 'vitest';
import { quoteLongNumbers } from './longNumbers';

test('a snapshot’s id keeps its last digits', () => {
  const { snapshot } = JSON.parse(quoteLongNumbers('{"snapshot":6373394915011142862}')) as {
    snapshot: string;
  };
  expect(snapshot).toBe('6373394915011142862');
});

test('everything else stays as it is', () => {
  const json =
    '{"time":1795642042000000,"score":0.62581234567890123,"id":"6373394915011142862","a\\"9":-1e21}';
  expect(quoteLongNumbers(json)).toBe(json);
});
