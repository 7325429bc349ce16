import { useQuery } from '@tanstack/react-query';
import { hrefOf, keyOf, valueOf } from '../alarms/alarms';
import { alarms as allAlarms } from '../api/queries';
import type { Alarm } from '../api/schema';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Moment } from '../time/Age';
import styles from './predictions.module.css';

type Props = { asset: string | undefined; note: string | undefined };

const SHOWN = 12;

/** How to pick a window, and the asset's alarms to begin with. */
export function NothingPicked({ asset, note }: Props) {
  const alarms = useQuery(allAlarms()).data?.alarms.filter((alarm) => alarm.asset === asset) ?? [];
  return (
    <aside className={styles.panel} aria-label={text.predictions.pick}>
      <section>
        <h2>{text.predictions.pick}</h2>
        <p className={styles.fine}>{text.predictions.pickHint}</p>
        {note && <p role="status">{note}</p>}
      </section>
      <section>
        <h2>{text.predictions.alarms}</h2>
        {alarms.length === 0 && <p className={styles.fine}>{text.predictions.noAlarms}</p>}
        <ul className={styles.alarms}>
          {alarms.slice(0, SHOWN).map((alarm) => (
            <AlarmEntry key={keyOf(alarm)} alarm={alarm} />
          ))}
        </ul>
      </section>
    </aside>
  );
}

function AlarmEntry({ alarm }: { alarm: Alarm }) {
  const raised = Date.parse(alarm.raisedAt);
  const lasted = alarm.clearedAt && span(Date.parse(alarm.clearedAt) - raised);
  return (
    <li data-lasting={!alarm.clearedAt}>
      <To href={hrefOf(alarm)}>
        {!alarm.clearedAt && text.predictions.lasting} <Moment at={raised} />
        <span>
          {lasted && `${lasted}, `}
          {valueOf(alarm)}
        </span>
      </To>
    </li>
  );
}
