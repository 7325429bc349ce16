import { describe, expect, it } from 'vitest';
import { isObjectName, isSignalName, proposed } from './naming';

describe('a name for a signal that was found', () => {
  it('is what is known of its place, then where it lies at the peer', () => {
    expect(proposed('riva/hall1', ['Objects', 'Water', 'Pump 3'], 'Temperature')).toBe(
      'riva/hall1/Water/Pump 3/Temperature',
    );
  });

  it('leaves open what nobody knows', () => {
    expect(proposed('', [], 'level')).toBe('site/area/line/asset/level');
    expect(proposed('riva', ['tank'], 'level')).toBe('riva/area/line/tank/level');
  });

  it('takes levels that a peer has within its names', () => {
    expect(proposed('riva/hall1', ['plant/l3'], 'motor/speed')).toBe(
      'riva/hall1/plant/l3/motor.speed',
    );
    expect(proposed('riva/hall1/water/tank', ['a', 'b'], 'level')).toBe(
      'riva/hall1/water/tank/level',
    );
  });

  it('is a name, whatever the peer’s signs', () => {
    const name = proposed('riva', ['Straße 1', '<Öl>', '"x"'], '%Q0.1: Füllstand (mm)');
    expect(name).toBe('riva/Straße 1/Öl/x/Q0.1- Füllstand -mm');
    expect(isSignalName(name)).toBe(true);
    expect(isSignalName(proposed('', ['…'], '…'))).toBe(true);
  });

  it('is nobody else’s', () => {
    const taken = new Set(['a/b/c/d/e', 'a/b/c/d/e 2']);
    expect(proposed('a/b/c/d', [], 'e', taken)).toBe('a/b/c/d/e 3');
  });
});

it('knows the names that documents may have', () => {
  expect(isObjectName('roof-2')).toBe(true);
  expect(isObjectName('Roof')).toBe(false);
});
