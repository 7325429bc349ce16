import type { LaneAccount } from '../api/schema';
import { grouped } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import styles from './nodes.module.css';

/** What each lane of the journal made, delivered, holds and dropped. */
export function Lanes({ accounts }: { accounts: readonly LaneAccount[] }) {
  return (
    <Listing
      label={text.nodes.lanes}
      items={accounts}
      columns={COLUMNS}
      keyOf={({ lane }) => lane}
    />
  );
}

const figure = (part: 'made' | 'delivered' | 'pending' | 'dropped'): Column<LaneAccount> => ({
  title: text.journal[part],
  show: (account) => grouped(account[part]),
  figure: true,
});

const COLUMNS: readonly Column<LaneAccount>[] = [
  { title: text.nodes.lane, show: ({ lane }) => lane },
  figure('made'),
  figure('delivered'),
  figure('pending'),
  figure('dropped'),
  {
    title: text.nodes.balance,
    show: ({ balanced }) => (
      <span className={styles.state} data-bad={!balanced}>
        {balanced ? text.journal.balanced : text.journal.unbalanced}
      </span>
    ),
  },
  { title: text.tables.age, show: ({ at }) => <Age at={at} />, figure: true },
];
