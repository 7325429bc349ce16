import type { ReactNode } from 'react';
import styles from './parts.module.css';

type Props = { title?: string; tone?: 'plain' | 'alarm'; children?: ReactNode };

/** What stands where something would be: nothing yet, or nothing to be had, and what to do. */
export function Notice({ title, tone = 'plain', children }: Props) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'alarm' ? 'alert' : undefined}>
      {title && <p className={styles.noticeTitle}>{title}</p>}
      <div className={styles.noticeBody}>{children}</div>
    </div>
  );
}
