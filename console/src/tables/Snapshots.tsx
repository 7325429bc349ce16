import { address } from '../address';
import type { TableDetail } from '../api/schema';
import { abbreviatedId, grouped } from '../figures/figures';
import { Fact } from '../parts/Fact';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import { telling } from './summary';
import styles from './tables.module.css';

type Snapshot = TableDetail['snapshots'][number];

const SHOWN = 12;

/** The newest snapshots with what made them; each row shows the table as it was then. */
export function Snapshots({ table, chosen }: { table: TableDetail; chosen: string | undefined }) {
  return (
    <>
      <Listing
        label={text.tables.snapshots}
        items={table.snapshots.slice(0, SHOWN)}
        columns={columns(table)}
        keyOf={({ id }) => id}
        href={({ id }) => address.table(table.name, id)}
        isChosen={({ id }) => id === chosen}
      />
      {table.snapshots.length > SHOWN && <p>{text.tables.older(table.snapshots.length - SHOWN)}</p>}
    </>
  );
}

function columns({ tags }: TableDetail): Column<Snapshot>[] {
  return [
    { title: text.tables.snapshot, show: ({ id }) => abbreviatedId(id) },
    { title: text.tables.operation, show: ({ operation }) => operation },
    { title: text.tables.rows, show: ({ rows }) => grouped(rows), figure: true },
    { title: text.tables.summary, show: ({ summary }) => <Summary summary={summary} /> },
    {
      title: text.tables.tags,
      show: ({ id }) =>
        tags
          .filter(({ snapshot }) => snapshot === id)
          .map(({ name }) => name)
          .join(', '),
    },
    { title: text.tables.age, show: ({ at }) => <Age at={at} />, figure: true },
  ];
}

function Summary({ summary }: { summary: Snapshot['summary'] }) {
  return (
    <span className={styles.facts}>
      {telling(summary).map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </span>
  );
}
