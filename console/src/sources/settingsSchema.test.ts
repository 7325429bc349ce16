import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  blank,
  fitsPattern,
  pathText,
  problems,
  properties,
  withValue,
  type Schema,
} from './settingsSchema';

function described(connector: string): string {
  return `../connectors/${connector}/src/main/resources/META-INF/orilla/connector.json`;
}

/** The schemas that the connectors ship. */
function shipped(connector: string): Schema {
  const file = described(connector);
  return (JSON.parse(readFileSync(file, 'utf8')) as { settings: Schema }).settings;
}

describe('a form of a schema', () => {
  it('asks first for what must be there', () => {
    const [first] = properties(shipped('mqtt'));
    expect(first).toMatchObject({ name: 'broker', required: true });
    expect(blank(shipped('mqtt'))).toEqual({ broker: {} });
  });

  it('names what is missing by its path', () => {
    expect(problems(shipped('mqtt'), { broker: {} })).toEqual({ 'broker.url': 'needed' });
  });

  it('holds a value against pattern, choice and bounds', () => {
    const settings = {
      broker: { url: 'broker.plant', version: '4' },
      qos: 3,
      topics: [{ topic: 'plant/{line}', name: 'riva/{line}' }],
    };
    expect(problems(shipped('mqtt'), settings)).toEqual({
      'broker.url': 'does not fit; write it as mqtts://broker.plant:8883',
      'broker.version': 'one of 5, 3.1.1',
      qos: 'from 0 to 2',
      'topics[0].name': 'does not fit; write it as riva/hall1/{line}/press/{signal}',
    });
    expect(problems(shipped('mqtt'), { broker: { url: 'mqtt://a:1883' }, qos: 1.5 })).toEqual({
      qos: 'a value of type integer is wanted; write it as 1',
    });
  });

  it('finds nothing wrong with the examples that the schemas give', () => {
    const all = readdirSync('../connectors').filter((name) => existsSync(described(name)));
    expect(all.length).toBeGreaterThan(5);
    for (const connector of all) {
      const schema = shipped(connector);
      for (const { name, schema: each } of properties(schema)) {
        for (const value of each.examples ?? []) {
          expect(problems(each, value, [name]), connector).toEqual({});
        }
      }
    }
  });

  it('knows the patterns of Java', () => {
    expect(fitsPattern('([\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*)?', 'broker-ca.pem')).toBe(true);
    expect(fitsPattern('([\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*)?', '../key')).toBe(false);
    expect(fitsPattern('(?>a)', 'anything, as this is no pattern here')).toBe(true);
  });
});

describe('filling in', () => {
  it('puts values in their places and takes empty ones out', () => {
    const one = withValue({ broker: {} }, ['broker', 'url'], 'mqtt://a');
    expect(one).toEqual({ broker: { url: 'mqtt://a' } });
    expect(withValue(one, ['broker', 'url'], '')).toEqual({ broker: {} });
    expect(withValue(one, ['qos'], 0)).toEqual({ broker: { url: 'mqtt://a' }, qos: 0 });
  });

  it('adds, changes and removes what is in a list', () => {
    const one = withValue({}, ['topics', 0], { topic: 'a' });
    expect(one).toEqual({ topics: [{ topic: 'a' }] });
    const two = withValue(one, ['topics', 1, 'topic'], 'b');
    expect(two).toEqual({ topics: [{ topic: 'a' }, { topic: 'b' }] });
    expect(withValue(two, ['topics', 0], undefined)).toEqual({ topics: [{ topic: 'b' }] });
  });

  it('writes a path as the server does', () => {
    expect(pathText(['settings', 'topics', 0, 'name'])).toBe('settings.topics[0].name');
  });
});
