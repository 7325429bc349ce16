import type { Alarm } from '../api/schema';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { Age, Lasting, Moment } from '../time/Age';
import { span } from '../time/ages';
import { Acknowledge } from './Acknowledge';
import { hrefOf, isStanding, isToAcknowledge, keyOf, placeOf, valueOf } from './alarms';
import styles from './alarms.module.css';
import { Shelve } from './Shelve';
import { Shelved } from './Shelved';

/** Alarms with how each stands, since when, and who knows of it. */
export function AlarmTable({ label, alarms }: Props) {
  return <Listing label={label} items={alarms} columns={COLUMNS} keyOf={keyOf} href={hrefOf} />;
}

/** Those that are put aside, with by whom and until when. */
export function ShelvedTable({ label, alarms }: Props) {
  return <Listing label={label} items={alarms} columns={SHELVED} keyOf={keyOf} href={hrefOf} />;
}

type Props = { label: string; alarms: readonly Alarm[] };

const COMMON: readonly Column<Alarm>[] = [
  { title: text.alarms.alarm, show: (alarm) => <Name alarm={alarm} /> },
  {
    title: text.alarms.asset,
    show: (alarm) => <span title={alarm.signal ?? alarm.asset}>{placeOf(alarm)}</span>,
  },
  { title: text.alarms.state, show: (alarm) => <State alarm={alarm} /> },
  { title: text.alarms.raised, show: ({ raisedAt }) => <Moment at={raisedAt} /> },
  { title: text.alarms.lasted, show: (alarm) => <Lasted alarm={alarm} /> },
  { title: text.alarms.value, show: valueOf, figure: true },
  { title: text.alarms.node, show: ({ node }) => node },
];

const COLUMNS: readonly Column<Alarm>[] = [
  ...COMMON,
  { title: text.alarms.acknowledged, show: (alarm) => <Acknowledged alarm={alarm} />, wraps: true },
];

const SHELVED: readonly Column<Alarm>[] = [
  ...COMMON,
  { title: text.alarms.shelved, show: (alarm) => <Shelved alarm={alarm} />, wraps: true },
];

function Name({ alarm: { name, priority, text: advice } }: { alarm: Alarm }) {
  return (
    <>
      {name}
      {priority !== 'medium' && (
        <span className={styles.priority} data-priority={priority}>
          {text.alarms.priorities[priority]}
        </span>
      )}
      {advice && <span className={styles.advice}>{advice}</span>}
    </>
  );
}

function State({ alarm: { state } }: { alarm: Alarm }) {
  return (
    <span className={styles.state} data-state={state} title={text.alarms.means[state]}>
      {text.alarms.states[state]}
    </span>
  );
}

function Lasted({ alarm: { raisedAt, clearedAt } }: { alarm: Alarm }) {
  if (clearedAt) return span(Date.parse(clearedAt) - Date.parse(raisedAt));
  return (
    <span className={styles.lasts}>
      <Lasting since={raisedAt} />
    </span>
  );
}

function Acknowledged({ alarm }: { alarm: Alarm }) {
  return (
    <span className={styles.dealt}>
      {isToAcknowledge(alarm) ? <Acknowledge alarm={alarm} /> : <KnownBy alarm={alarm} />}
      {isStanding(alarm) && <Shelve alarm={alarm} />}
    </span>
  );
}

function KnownBy({ alarm: { acknowledgedAt, acknowledgedBy } }: { alarm: Alarm }) {
  if (!acknowledgedAt) return text.alarms.byNobody;
  return (
    <span>
      {acknowledgedBy} <Age at={acknowledgedAt} />
    </span>
  );
}
