import type { LaneAccount, Measured, Node } from '../api/schema';
import { grouped } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import styles from './nodes.module.css';

type Row = LaneAccount & { figures?: Measured['lanes'][number] };

/** What each lane of the journal made, delivered, holds and dropped, and how far it is safe. */
export function Lanes({ node: { accounts, measured } }: { node: Node }) {
  const rows = accounts.map((account) => ({
    ...account,
    figures: measured?.lanes.find(({ lane }) => lane === account.lane),
  }));
  return (
    <Listing label={text.nodes.lanes} items={rows} columns={COLUMNS} keyOf={({ lane }) => lane} />
  );
}

const figure = (title: string, show: (row: Row) => number | undefined): Column<Row> => ({
  title,
  show: (row) => {
    const value = show(row);
    return value === undefined ? '–' : grouped(value);
  },
  figure: true,
});

/** The first five read as the sum that they are. */
const COLUMNS: readonly Column<Row>[] = [
  { title: text.nodes.lane, show: (row) => <Lane lane={row} /> },
  figure(text.journal.made, ({ made }) => made),
  figure(`= ${text.journal.delivered}`, ({ delivered }) => delivered),
  figure(`+ ${text.journal.pending}`, ({ pending }) => pending),
  figure(`+ ${text.journal.dropped}`, ({ dropped }) => dropped),
  { title: text.nodes.balance, show: (row) => <Balance lane={row} /> },
  { title: text.tables.age, show: ({ at }) => <Age at={at} />, figure: true },
  figure(text.nodes.journalled, ({ figures }) => figures?.journalled),
  figure(text.nodes.durable, ({ figures }) => figures?.durable),
];

function Lane({ lane: { lane, figures } }: { lane: Row }) {
  return (
    <>
      {lane}
      {figures?.trouble && (
        <p className={styles.reason} data-bad>
          {figures.trouble}
        </p>
      )}
      {figures?.waits && <p className={styles.reason}>{text.nodes.waits(figures.waits)}</p>}
    </>
  );
}

function Balance({ lane: { made, delivered, pending, dropped, balanced } }: { lane: Row }) {
  const off = made - delivered - pending - dropped;
  return (
    <span className={styles.state} data-bad={!balanced}>
      {balanced ? text.journal.balanced : text.nodes.offBy(off)}
    </span>
  );
}
