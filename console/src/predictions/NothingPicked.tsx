import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { monitor } from '../api/queries';
import type { Alarm } from '../api/schema';
import { score } from '../figures/figures';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Moment } from '../time/Age';
import styles from './predictions.module.css';

type Props = { asset: string | undefined; note: string | undefined };

const SHOWN = 12;

/** How to pick a window, and the asset's alarms to begin with. */
export function NothingPicked({ asset, note }: Props) {
  const alarms = useQuery(monitor()).data?.alarms.filter((alarm) => alarm.asset === asset) ?? [];
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
            <AlarmEntry key={alarm.prediction} alarm={alarm} />
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
      <To href={address.predictions({ asset: alarm.asset, window: alarm.prediction })}>
        {!alarm.clearedAt && text.predictions.lasting} <Moment at={raised} />
        <span>
          {lasted && `${lasted}, `}
          {score(alarm.score)} {text.predictions.limit}
        </span>
      </To>
    </li>
  );
}
