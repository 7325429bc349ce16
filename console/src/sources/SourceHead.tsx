import { address } from '../address';
import type { Connector, Declared, Node } from '../api/schema';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { SourceState } from './SourceState';
import { sourcesOf } from './sources';

type Props = { declared: Declared | undefined; nodes: readonly Node[] };

/** Which source it is, and whether its node reads it. */
export function SourceSentence({ connector, declared, nodes }: Props & { connector: Connector }) {
  const [source] = declared ? sourcesOf([declared], nodes) : [];
  return (
    <>
      <To href={address.sources}>{text.pages.sources}</To> /{' '}
      {source ? (
        <>
          {source.name}: <SourceState source={source} />
        </>
      ) : (
        `${text.sources.addTitle}: ${connector.title}`
      )}
    </>
  );
}

/** What its node says of it, and what is declared. */
export function SourceDetails({ declared, nodes }: Props & { declared: Declared }) {
  const [source] = sourcesOf([declared], nodes);
  if (!source) return null;
  return (
    <>
      {source.reason && `${source.reason}. `}
      {text.sources.generation} {declared.generation}, {text.sources.node.toLowerCase()}{' '}
      <To href={address.node(source.node)}>{source.node}</To>.
    </>
  );
}
