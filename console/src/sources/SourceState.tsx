import { text } from '../text/catalogue';
import { Lasting } from '../time/Age';
import type { Source } from './sources';
import styles from './sources.module.css';

/** Whether its node reads it, and since when. */
export function SourceState({ source: { connected, since } }: { source: Source }) {
  if (connected === undefined) return <span className={styles.hint}>{text.sources.unheard}</span>;
  return (
    <>
      <span className={styles.state} data-bad={!connected}>
        {text.nodes.sourceState(connected)}
      </span>{' '}
      {since && (
        <span className={styles.hint}>
          <Lasting since={since} />
        </span>
      )}
    </>
  );
}
