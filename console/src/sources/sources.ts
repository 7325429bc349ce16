import type { Declared, Node, SourceSignal } from '../api/schema';
import { isObjectName, isSignalName } from './naming';
import {
  fitsPattern,
  isObject,
  problems,
  type Json,
  type Problems,
  type Schema,
} from './settingsSchema';
import type { Draft } from './sourceDocument';

/** A declared source beside what its node says of it. */
export type Source = {
  name: string;
  node: string;
  connector: string;
  signals: number;
  connected?: boolean;
  since?: string;
  reason: string;
};

/** The declared sources, each with what its node says of it. */
export function sourcesOf(declared: readonly Declared[], nodes: readonly Node[]): Source[] {
  return declared.map((document) => {
    const { name, node, connector, signals } = draftOf(document);
    const said = nodes
      .find((each) => each.name === node)
      ?.sources.find((source) => source.name === name);
    return {
      name,
      node,
      connector,
      signals: signals.length,
      connected: said?.connected,
      since: said?.since,
      reason: said?.reason ?? '',
    };
  });
}

/** A declared source as it is changed. */
export function draftOf({ metadata, spec }: Declared): Draft {
  const { node, connector, settings, signals } = spec as Record<string, Json | undefined>;
  return {
    name: metadata.name,
    node: node as string,
    connector: connector as string,
    settings: isObject(settings) ? settings : {},
    signals: (signals ?? []) as SourceSignal[],
  };
}

/** What a connector says of itself, as far as a form needs it. */
export type Described = {
  settings: Record<string, unknown>;
  address: { pattern: string; examples: string[] };
};

/** What people are told of each fault. */
export type ProblemWords = {
  name: string;
  taken: string;
  needed: string;
  signal: string;
  twice: string;
  address: (example: string) => string;
};

/** All that is wrong with a draft, by the path below `spec`; `name` is the document's. */
export function draftProblems(
  draft: Draft,
  connector: Described,
  words: ProblemWords,
  taken: ReadonlySet<string>,
): Problems {
  const found: Problems = {};
  if (!isObjectName(draft.name)) found.name = words.name;
  else if (taken.has(draft.name)) found.name = words.taken;
  const schema = connector.settings as Schema;
  for (const [path, what] of Object.entries(problems(schema, draft.settings, ['settings']))) {
    found[path] = what === 'needed' ? words.needed : what;
  }
  const names = new Set<string>();
  draft.signals.forEach(({ name, address }, index) => {
    const at = `signals[${index}]`;
    if (!isSignalName(name)) found[`${at}.name`] = words.signal;
    else if (names.has(name)) found[`${at}.name`] = words.twice;
    names.add(name);
    if (!fitsPattern(connector.address.pattern, address)) {
      found[`${at}.address`] = words.address(connector.address.examples[0] ?? '');
    }
  });
  return found;
}

/** The beginning that all names share, down to the asset: where further signals likely lie. */
export function commonPlace(signals: readonly SourceSignal[]): string {
  const places = signals.map(({ name }) => name.split('/').slice(0, -1));
  const [first = [], ...rest] = places;
  const shared = first.findIndex((part, index) => rest.some((other) => other[index] !== part));
  return (shared < 0 ? first : first.slice(0, shared)).join('/');
}
