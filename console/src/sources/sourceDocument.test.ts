import { describe, expect, it } from 'vitest';
import { isSame, problemsIn, yamlOf, type Draft } from './sourceDocument';

const DRAFT: Draft = {
  name: 'roof',
  node: 'hall-1',
  connector: 'modbus',
  settings: { host: '10.1.2.3' },
  signals: [
    { name: 'riva/roof/pv/inv1/power', address: 'holding/72?type=int16&scale=0.1', unit: 'W' },
    { name: 'riva/roof/pv/inv1/on', address: 'coil/0' },
  ],
};

describe('a source as a document', () => {
  it('is written as people would', () => {
    expect(yamlOf(DRAFT)).toBe(`apiVersion: orilla/v1
kind: Source
metadata: {name: roof}
spec:
  node: hall-1
  connector: modbus
  settings: {host: "10.1.2.3"}
  signals:
  - {name: riva/roof/pv/inv1/power, address: "holding/72?type=int16&scale=0.1", unit: W}
  - {name: riva/roof/pv/inv1/on, address: coil/0}
`);
  });

  it('takes several lines where one would be long', () => {
    const broker = { url: 'mqtts://broker.plant:8883', clientId: 'orilla-hall-1-press' };
    const topics = [{ topic: 'plant/{line}/{signal}', name: 'riva/hall1/{line}/press/{signal}' }];
    expect(yamlOf({ ...DRAFT, settings: { broker, qos: 1, topics }, signals: [] })).toContain(
      `  settings:
    broker: {url: "mqtts://broker.plant:8883", clientId: orilla-hall-1-press}
    qos: 1
    topics: [{topic: "plant/{line}/{signal}", name: "riva/hall1/{line}/press/{signal}"}]
  signals: []
`,
    );
  });

  it('keeps text that would mean something else as text', () => {
    for (const text of [
      'on',
      '5',
      '0x10',
      '',
      '1e3',
      '~',
      '- a',
      'a: b',
      '#',
      'a\nb',
      ' a',
      '°C',
    ]) {
      const [, written] = /unit: (.*)}/.exec(
        yamlOf({ ...DRAFT, signals: [{ name: 'n', address: 'a', unit: text }] }),
      ) ?? ['', '""'];
      expect(JSON.parse(written)).toBe(text);
    }
  });
});

it('a draft is the same whatever the order of its settings', () => {
  const settings = { port: 502, host: 'a', more: { b: 1, a: [2] } };
  const turned = { host: 'a', more: { a: [2], b: 1 }, port: 502 };
  expect(isSame({ ...DRAFT, settings }, { ...DRAFT, settings: turned })).toBe(true);
  expect(isSame({ ...DRAFT, settings }, { ...DRAFT, settings: { ...turned, port: 503 } })).toBe(
    false,
  );
});

it('what was said of a document stands at its place', () => {
  expect(
    problemsIn(
      "Source roof: spec.settings.host: '' does not fit; write it as \"10.1.2.3\"\nSource roof: the signal 'a' is declared by Source plc already; declare it in one of them",
    ),
  ).toEqual({
    places: { 'settings.host': '\'\' does not fit; write it as "10.1.2.3"' },
    rest: [
      "Source roof: the signal 'a' is declared by Source plc already; declare it in one of them",
    ],
  });
  expect(
    problemsIn(
      "settings: the key 'host' is missing; write it as \"10.1.2.3\"; signals[1].address: 'x' does not fit",
    ).places,
  ).toEqual({
    settings: 'the key \'host\' is missing; write it as "10.1.2.3"',
    'signals[1].address': "'x' does not fit",
  });
});
