import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { text } from '../text/catalogue';
import { Wrong } from './Wrong';
import styles from './parts.module.css';

type Props<T> = { what: string; query: UseQueryResult<T>; children: (data: T) => ReactNode };

/** A page whose data is on its way, did not come, or is here. What is here stays when a refresh fails. */
export function Loaded<T>({ what, query, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  return (
    <div className={styles.page}>
      {query.error ? (
        <Wrong what={what} error={query.error} retry={query.refetch} />
      ) : (
        <div role="status" aria-busy="true" aria-label={text.loading}>
          <Skeleton height={22} width={440} mb={10} />
          <Skeleton height={14} width={280} mb={18} />
          <Skeleton height={320} radius={8} />
        </div>
      )}
    </div>
  );
}
