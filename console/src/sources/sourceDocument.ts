import type { SourceSignal } from '../api/schema';
import { isObject, type Json, type Problems, type Settings } from './settingsSchema';

/** A source as it is being written. */
export type Draft = {
  name: string;
  node: string;
  connector: string;
  settings: Settings;
  signals: readonly SourceSignal[];
};

/** The document that declares a source, as people write it. */
export function yamlOf({ name, node, connector, settings, signals }: Draft): string {
  const lines = [
    'apiVersion: orilla/v1',
    'kind: Source',
    `metadata: {name: ${scalar(name)}}`,
    'spec:',
    `  node: ${scalar(node)}`,
    `  connector: ${scalar(connector)}`,
    ...member('settings', settings, '  '),
    ...(signals.length === 0
      ? ['  signals: []']
      : ['  signals:', ...signals.map((signal) => `  - ${inline(asWritten(signal))}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether two drafts declare the same; the order in which settings were filled in says nothing. */
export function isSame(one: Draft, other: Draft): boolean {
  return yamlOf(ordered(one)) === yamlOf(ordered(other));
}

function ordered(draft: Draft): Draft {
  return { ...draft, settings: inOrder(draft.settings) as Settings };
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, each]) => [name, inOrder(each)]));
}

function asWritten({ name, address, unit }: SourceSignal): Json {
  return unit ? { name, address, unit } : { name, address };
}

/** A key and its value: on one line where it is short, else a line for each member. */
function member(key: string, value: Json, indent: string): string[] {
  const line = `${indent}${scalar(key)}: ${inline(value)}`;
  if (line.length <= 100 || typeof value !== 'object' || value === null) return [line];
  const deeper = `${indent}  `;
  const below = Array.isArray(value)
    ? value.map((item) => `${indent}- ${inline(item)}`)
    : Object.entries(value).flatMap(([name, each]) => member(name, each, deeper));
  return [`${indent}${scalar(key)}:`, ...below];
}

function inline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, each]) => `${scalar(name)}: ${inline(each)}`);
    return `{${members.join(', ')}}`;
  }
  return typeof value === 'string' ? scalar(value) : String(value);
}

/** Words that need no quotes anywhere: nothing in them has a meaning of its own in YAML. */
const PLAIN = /^[\p{L}_$/][\p{L}\p{N} ./_=$;-]*(?<! )$/u;
const MEANT = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

function scalar(text: string): string {
  if (PLAIN.test(text) && !MEANT.test(text)) return text;
  // Text in double quotes is the same in JSON and in YAML.
  return JSON.stringify(text);
}

/** What the server or the node said of a document, by the path below `spec`; the rest as it is. */
export function problemsIn(message: string): { places: Problems; rest: string[] } {
  const places: Problems = {};
  const rest: string[] = [];
  for (const line of message.split(/\n|; (?=(?:settings|signals)[.[:])/)) {
    const [, path, what] =
      /^(?:Source \S+: spec\.?)?((?:settings|signals|node|connector)[^\s:]*): (.+)$/s.exec(line) ??
      [];
    if (path && what) places[path] = what;
    else if (line.trim()) rest.push(line);
  }
  return { places, rest };
}

/** The assets whose signals are read, each once. */
export function assetsOf(signals: readonly { name: string }[]): string[] {
  return [...new Set(signals.map(({ name }) => name.slice(0, name.lastIndexOf('/'))))];
}
