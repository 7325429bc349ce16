import { CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { abbreviated } from '../figures/figures';
import { text } from '../text/catalogue';
import styles from './parts.module.css';

/** Something long by its first and last signs; a click copies it whole. */
export function Copyable({ value, children }: { value: string; children?: ReactNode }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <button
          type="button"
          className={styles.copyable}
          title={value}
          aria-label={text.copy.copy(value)}
          onClick={copy}
        >
          {children ?? abbreviated(value)}
          <span role="status">{copied && ` ${text.copy.copied}`}</span>
        </button>
      )}
    </CopyButton>
  );
}
