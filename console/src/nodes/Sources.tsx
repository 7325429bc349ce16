import type { Node } from '../api/schema';
import { grouped } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { connector } from '../text/connector';
import { Lasting } from '../time/Age';
import styles from './nodes.module.css';

type Source = Node['sources'][number];

/** What a node reads, and whether it is connected to it. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return <p>{text.nodes.noSources}</p>;
  return (
    <Listing
      label={text.nodes.sources}
      items={sources}
      columns={COLUMNS}
      keyOf={({ name }) => name}
    />
  );
}

const COLUMNS: readonly Column<Source>[] = [
  { title: text.nodes.source, show: ({ name }) => name },
  { title: text.nodes.connector, show: ({ connector: type }) => (type ? connector(type) : '–') },
  { title: text.nodes.signals, show: ({ signals }) => grouped(signals), figure: true },
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
  { title: text.nodes.reason, show: ({ reason }) => reason },
];
