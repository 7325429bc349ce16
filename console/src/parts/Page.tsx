import type { ReactNode } from 'react';
import styles from './parts.module.css';

type Props = { sentence: ReactNode; details?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page: the sentence first, what can be done, then the rest. */
export function Page({ sentence, details, actions, children }: Props) {
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        <div>
          <h1>{sentence}</h1>
          {details && <p>{details}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
