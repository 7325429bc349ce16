import { address } from '../address';
import type { Lineage, Prediction } from '../api/schema';

type Link = Lineage['links'][number];

/** A link of the chain as it is shown: what it is, its page, and what is worth knowing of it. */
export type Origin = {
  kind: Link['kind'];
  name: string;
  href: string;
  facts: [string, string][];
};

/** The facts worth a line, by kind; the object's page has the others. */
const TOLD: Record<Link['kind'], readonly string[]> = {
  signals: ['from', 'to'],
  'raw-snapshot': ['snapshot', 'tag'],
  'prepared-snapshot': ['snapshot', 'tag'],
  run: ['study', 'seed'],
  'model-version': ['bundle'],
  deployment: ['state', 'issued'],
  prediction: [],
};

/** The chain from the plant's signals up to the deployment; all signals are one link of it. */
export function originsOf({ links }: Lineage, prediction: Prediction): Origin[] {
  const upwards = links.filter(({ kind }) => kind !== 'prediction').toReversed();
  const signals = upwards.filter(({ kind }) => kind === 'signals');
  const [first] = signals;
  const others = upwards.filter(({ kind }) => kind !== 'signals');
  const together = first && {
    ...first,
    name: signals.length > 1 ? `${signals.length} signals` : first.name,
  };
  return [...(together ? [together] : []), ...others].map((link) => origin(link, prediction));
}

function origin(link: Link, prediction: Prediction): Origin {
  const { kind } = link;
  const [object = '', version] = link.name.split('@');
  const facts = { ...link.facts };
  if (version && isTable(kind)) facts.snapshot = version;
  return {
    kind,
    name: version && !isTable(kind) ? `${object} v${version}` : object,
    href: pageOf(kind, object, { ...facts, version }, prediction),
    facts: TOLD[kind].flatMap((name): [string, string][] => {
      const value = facts[name];
      return value === undefined ? [] : [[name, value]];
    }),
  };
}

function isTable(kind: Link['kind']): boolean {
  return kind === 'raw-snapshot' || kind === 'prepared-snapshot';
}

function pageOf(
  kind: Link['kind'],
  object: string,
  facts: Record<string, string | undefined>,
  { node, asset }: Prediction,
): string {
  switch (kind) {
    case 'model-version':
      return address.model(object, facts.version ? Number(facts.version) : undefined);
    case 'run':
      return address.runs(facts.study, object);
    case 'prepared-snapshot':
    case 'raw-snapshot':
      return address.table(object, facts.snapshot);
    case 'signals':
      return address.predictions({ asset });
    case 'deployment':
    case 'prediction':
      return address.node(node);
  }
}
