import { expect, test } from 'vitest';
import { deed } from './deed';

test('a command is told from the node it was given to', () => {
  expect(deed('restart-agent on node hall-1')).toEqual({
    what: 'restart-agent',
    on: 'hall-1',
    href: '/nodes/hall-1',
  });
});

test('a request is told by what it does to what', () => {
  expect(deed('POST /api/v1/documents')).toEqual({
    what: 'make or change',
    on: 'documents',
    href: undefined,
  });
  expect(deed('POST /api/v1/nodes/hall-1/revoke')).toEqual({
    what: 'revoke',
    on: 'nodes/hall-1',
    href: '/nodes/hall-1',
  });
});

test('other words stay as they are', () => {
  expect(deed('make API token ci as viewer')).toEqual({
    what: 'make API token ci as viewer',
    on: '',
  });
});
