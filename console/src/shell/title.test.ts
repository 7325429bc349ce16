import { expect, test } from 'vitest';
import { titleOf } from './title';

test('a page is called by its name, and what it shows comes first', () => {
  expect(titleOf('/')).toBe('Home · Orilla');
  expect(titleOf('/nodes')).toBe('Nodes · Orilla');
  expect(titleOf('/nodes/hall-1')).toBe('hall-1 · Nodes · Orilla');
  expect(titleOf('/models/a%2Fb')).toBe('a/b · Models · Orilla');
  expect(titleOf('/new-source')).toBe('Add a source · Sources · Orilla');
});

test('an address that leads nowhere is the product’s', () => {
  expect(titleOf('/nonsense')).toBe('Orilla');
});
