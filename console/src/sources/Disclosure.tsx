import { useState, type ReactNode } from 'react';
import styles from './sources.module.css';

type Props = { title: string; open?: boolean; children: ReactNode };

/** What few people need, behind a line that opens it; `open` opens it, and it stays so. */
export function Disclosure({ title, open = false, children }: Props) {
  const [toggled, setToggled] = useState<boolean>();
  return (
    <details
      className={styles.disclosure}
      open={toggled ?? open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== (toggled ?? open)) setToggled(currentTarget.open);
      }}
    >
      <summary>{title}</summary>
      {children}
    </details>
  );
}
