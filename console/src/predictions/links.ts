import { address } from '../address';
import type { Lineage, Prediction } from '../api/schema';

export type Link = Lineage['links'][number];

/** The chain from the plant up to the model; the prediction itself is what one looks at. */
export function chainOf({ links }: Lineage): Link[] {
  return links.filter(({ kind }) => kind !== 'prediction').toReversed();
}

/** The page of a link's object. */
export function pageOf(
  { kind, name, facts, href }: Link,
  prediction: Prediction,
): string | undefined {
  const object = href?.startsWith('/api/v1/')
    ? decodeURIComponent(href.split('/')[4] ?? '')
    : undefined;
  switch (kind) {
    case 'model-version':
      return object ? address.model(object) : address.models;
    case 'run':
      return address.runs(facts.study, name);
    case 'prepared-snapshot':
    case 'raw-snapshot':
      return address.table(object ?? name, facts.snapshot);
    case 'deployment':
    case 'signals':
      return address.node(prediction.node);
    case 'prediction':
      return undefined;
  }
}
