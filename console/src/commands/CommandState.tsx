import type { Command } from '../api/schema';
import { text } from '../text/catalogue';
import { Age, Lasting } from '../time/Age';
import styles from './commands.module.css';

/** Those that last; the others are what happened. */
const LASTING: readonly Command['state'][] = ['ISSUED', 'UNKNOWN'];

/** How far a command got, and since when. */
export function CommandState({ command: { state, since } }: { command: Command }) {
  return (
    <span title={text.commands.means[state]}>
      <span className={styles.state} data-state={state}>
        {text.commands.states[state]}
      </span>{' '}
      <span className={styles.quiet}>
        {LASTING.includes(state) ? <Lasting since={since} /> : <Age at={since} />}
      </span>
    </span>
  );
}
