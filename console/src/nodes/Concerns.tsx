import type { Concern } from './standing';
import styles from './nodes.module.css';

/** What to look at on a node, each with what to do. */
export function Concerns({ concerns }: { concerns: readonly Concern[] }) {
  if (concerns.length === 0) return null;
  return (
    <ul className={styles.concerns}>
      {concerns.map(({ tone, word, what, todo }, index) => (
        <li key={index} data-tone={tone}>
          <b>{word}</b>
          <p>
            {what}
            {todo && <span>{todo}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
