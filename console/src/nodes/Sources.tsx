import { address } from '../address';
import type { Measured, Node } from '../api/schema';
import { grouped, latency } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { connector } from '../text/connector';
import { Lasting } from '../time/Age';
import styles from './nodes.module.css';

type Figures = Measured['sources'][number];
type Source = Node['sources'][number] & { figures?: Figures };

type Props = { sources: readonly Node['sources'][number][]; measured?: Measured };

/** What a node reads, whether it is connected to it, and what came. */
export function Sources({ sources, measured }: Props) {
  if (sources.length === 0) return <p>{text.nodes.noSources}</p>;
  const items: Source[] = sources.map((source) => ({
    ...source,
    figures: measured?.sources.find(({ name }) => name === source.name),
  }));
  const troubles = items.flatMap(({ figures }) => figures?.troubles ?? []);
  return (
    <>
      <Listing
        label={text.nodes.sources}
        items={items}
        columns={COLUMNS}
        keyOf={({ name }) => name}
        href={({ name }) => address.source(name)}
      />
      {troubles.length > 0 && (
        <Listing
          label={text.nodes.troubles}
          items={troubles}
          columns={TROUBLES}
          keyOf={({ signal }) => signal}
        />
      )}
    </>
  );
}

const TROUBLES: readonly Column<Figures['troubles'][number]>[] = [
  { title: text.nodes.troubles, show: ({ signal }) => signal },
  { title: text.nodes.reason, show: ({ reason }) => reason, wraps: true },
];

const COLUMNS: readonly Column<Source>[] = [
  { title: text.nodes.source, show: ({ name }) => name },
  { title: text.nodes.connector, show: ({ connector: type }) => (type ? connector(type) : '–') },
  { title: text.nodes.signals, show: ({ signals }) => grouped(signals), figure: true },
  {
    title: text.nodes.samples,
    show: ({ figures }) => (figures ? grouped(figures.journalled) : '–'),
    figure: true,
  },
  {
    title: text.nodes.lag,
    show: ({ figures }) => (figures ? latency(figures.lag) : '–'),
    figure: true,
  },
  {
    title: text.nodes.state,
    show: ({ connected, since }) => (
      <>
        <span className={styles.state} data-bad={!connected}>
          {text.nodes.sourceState(connected)}
        </span>{' '}
        <span className={styles.quiet}>
          <Lasting since={since} />
        </span>
      </>
    ),
  },
  { title: text.nodes.reason, show: ({ reason }) => reason, wraps: true },
];
