import type { Command } from '../api/schema';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import styles from './commands.module.css';

/** How far a command got, and since when. */
export function CommandState({ command: { state, since } }: { command: Command }) {
  return (
    <span title={text.commands.means[state]}>
      <span className={styles.state} data-state={state}>
        {text.commands.states[state]}
      </span>{' '}
      <span className={styles.quiet}>
        <Age at={since} />
      </span>
    </span>
  );
}
