import { expect, it } from 'vitest';
import { after, askedAs, questionText, UNASKED } from './probing';

const SPEED = { name: 'riva/hall1/l3/press/speed', address: 'l3/speed' };

const QUESTION = {
  node: 'hall-1',
  connector: 'mqtt',
  settings: { broker: { url: 'mqtt://a' } },
  signals: [SPEED, { name: 'riva/hall1/l3/press/none', address: '' }],
};

const reading = { value: '7', type: 'long', status: 0, refused: '' };

it('a signal that gets another name or unit is not asked anew', () => {
  const renamed = [{ ...SPEED, name: 'x', unit: 'rpm' }];
  expect(questionText({ ...QUESTION, signals: renamed })).toBe(questionText(QUESTION));
  const moved = [{ ...SPEED, address: 'l4/speed' }];
  expect(questionText({ ...QUESTION, signals: moved })).not.toBe(questionText(QUESTION));
});

it('an address is asked once, and one that is not written yet not at all', () => {
  const signals = [...QUESTION.signals, { name: 'again', address: 'l3/speed' }];
  const asked = JSON.parse(questionText({ ...QUESTION, signals })) as { signals: unknown[] };
  expect(asked.signals).toEqual([{ name: askedAs('l3/speed'), address: 'l3/speed' }]);
});

it('the names that addresses are asked under are names, and differ', () => {
  const addresses = ['a', 'b', 'ab', 'ba', 'ns=2;s=Öl/°C', 'holding/72?type=int16&scale=0.1'];
  const names = addresses.map(askedAs);
  expect(new Set(names).size).toBe(addresses.length);
  names.forEach((name) => expect(name).toMatch(/^(probe\/){4}[0-9a-f]{1,16}$/));
});

it('reports add up, the last of each signal', () => {
  const [a, b] = [askedAs('a'), askedAs('b')];
  const one = after(UNASKED, { connected: true, reason: '', readings: [{ ...reading, name: a }] });
  const more = [{ ...reading, name: b, value: '8' }];
  const two = after(one, { connected: true, reason: '', readings: more });
  expect([...two.readings.values()].map(({ value }) => value)).toEqual(['7', '8']);
  const lost = after(two, { connected: false, reason: 'cable pulled', readings: [] });
  expect(lost).toMatchObject({ connected: false, reason: 'cable pulled' });
  expect(lost.readings.size).toBe(2);
});
