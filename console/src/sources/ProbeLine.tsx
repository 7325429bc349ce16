import { text } from '../text/catalogue';
import type { Probed, Reading } from './probing';
import { Said } from './Said';
import styles from './sources.module.css';

type Props = { probed: Probed; node: string; readings: readonly (Reading | undefined)[] };

/** How the test stands, in a sentence. */
export function ProbeLine({ probed, node, readings }: Props) {
  const { state, connected, reason, error } = probed;
  if (error) return <Said error={error} />;
  if (state === 'off') return <p className={styles.hint}>{text.sources.untested}</p>;
  if (state === 'asking') {
    return (
      <p className={styles.hint} role="status">
        {text.sources.asking(node)}
      </p>
    );
  }
  if (!connected) {
    return (
      <p className={styles.wrong} role="alert">
        {text.sources.notConnected} {reason}
      </p>
    );
  }
  const said = readings.filter((reading) => reading !== undefined);
  const refused = said.filter((reading) => reading.refused !== '').length;
  return (
    <p role="status">
      {state === 'over' && `${text.sources.ended} `}
      {text.sources.reading(said.length - refused, readings.length)}{' '}
      {refused > 0 && <b className={styles.refused}>{text.sources.refusedCount(refused)}</b>}
    </p>
  );
}
