import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from './connection';

const NOW = Date.parse('2026-03-02T14:22:07Z');

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

test('a server that is lost was last heard when it last spoke, not when that was noticed', () => {
  const connection = new Connection();
  connection.heard();
  vi.advanceTimersByTime(9000);
  connection.failed();
  expect(connection.link()).toEqual({ state: 'lost', since: NOW });
  vi.advanceTimersByTime(9000);
  connection.failed();
  expect(connection.link().since).toBe(NOW);
});

test('who looks is told of each change, once', () => {
  const connection = new Connection();
  const told: string[] = [];
  connection.subscribe(() => told.push(connection.link().state));
  connection.heard();
  connection.heard();
  connection.failed();
  connection.failed();
  connection.heard();
  expect(told).toEqual(['heard', 'lost', 'heard']);
});
