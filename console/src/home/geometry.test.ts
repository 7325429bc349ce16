import { expect, test } from 'vitest';
import { path } from './geometry';

const box = { left: 100, top: 100, right: 200, bottom: 180 };

test('a line to a box beside leaves at the side that faces it', () => {
  expect(path(box, { ...box, left: 240, right: 340 })).toBe('M200 140H240');
  expect(path(box, { ...box, left: 0, right: 60 })).toBe('M100 140H60');
});

test('a line to a box above or below runs through the middle of the narrower one', () => {
  expect(path(box, { left: 0, top: 220, right: 600, bottom: 400 })).toBe('M150 180V220');
  expect(path(box, { left: 120, top: 0, right: 140, bottom: 60 })).toBe('M130 100V60');
});

test('boxes that face each other nowhere have no line', () => {
  expect(path(box, { left: 300, top: 300, right: 400, bottom: 400 })).toBeUndefined();
});
