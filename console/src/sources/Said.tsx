import { Failure } from '../api/client';
import styles from './sources.module.css';

/** What went wrong with a question to a node, in the place of its answer. */
export function Said({ error }: { error: Error }) {
  const code = error instanceof Failure ? error.code : 'UNEXPECTED';
  return (
    <p className={styles.wrong} role="alert">
      {error.message} <code>{code}</code>
    </p>
  );
}
