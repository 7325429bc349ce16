import { Age } from '../time/Age';
import { useNow } from '../time/clock';
import { isHeard } from './nodes';
import styles from './nodes.module.css';

/** When a node was last heard of; dashed when that is long ago. */
export function Heard({ at }: { at: string | undefined }) {
  const silent = !isHeard({ lastSeen: at }, useNow());
  return (
    <span className={styles.heard} data-silent={silent}>
      <Age at={at} />
    </span>
  );
}
