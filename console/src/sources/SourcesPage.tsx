import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { documents, nodes } from '../api/queries';
import { grouped } from '../figures/figures';
import { Filter, matches, useFilter } from '../parts/Filter';
import { Listing, type Column } from '../parts/Listing';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { connector } from '../text/connector';
import { AddSource } from './AddSource';
import { SourceState } from './SourceState';
import { sourcesOf, type Source } from './sources';
import styles from './sources.module.css';

/** All declared sources. */
export function SourcesPage() {
  const filter = useFilter();
  const fleet = useQuery(nodes()).data;
  return (
    <Loaded what={text.pages.sources} query={useQuery(documents('sources'))}>
      {(declared) => {
        const all = sourcesOf(declared, fleet ?? []);
        return (
          <Page
            sentence={<Sentence sources={all} />}
            actions={
              all.length > 0 && (
                <div className={styles.actions}>
                  <Filter />
                  <AddSource />
                </div>
              )
            }
          >
            {all.length === 0 ? (
              <Notice>
                <p>{text.sources.noneHint}</p>
                <AddSource />
              </Notice>
            ) : (
              <Section title={text.pages.sources}>
                <Listing
                  label={text.pages.sources}
                  items={all.filter(({ name, node, connector: type }) =>
                    matches(filter, name, node, type),
                  )}
                  columns={COLUMNS}
                  keyOf={({ name }) => name}
                  href={({ name }) => address.source(name)}
                />
              </Section>
            )}
          </Page>
        );
      }}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Source>[] = [
  { title: text.sources.name, show: ({ name }) => name },
  { title: text.sources.protocol, show: ({ connector: type }) => connector(type) },
  { title: text.sources.node, show: ({ node }) => <To href={address.node(node)}>{node}</To> },
  { title: text.sources.signals, show: ({ signals }) => grouped(signals), figure: true },
  { title: text.sources.state, show: (source) => <SourceState source={source} /> },
  { title: text.nodes.reason, show: ({ reason }) => reason, wraps: true },
];

function Sentence({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return text.sources.none;
  const connected = sources.filter((source) => source.connected).length;
  const lost = sources.filter((source) => source.connected === false).map(({ name }) => name);
  return [
    lost.length > 0 && text.sources.lost(lost.join(', ')),
    text.sources.connected(connected, sources.length),
  ]
    .filter(Boolean)
    .join(' ');
}
