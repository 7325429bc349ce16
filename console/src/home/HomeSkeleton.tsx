import { Skeleton } from '@mantine/core';
import { text } from '../text/catalogue';
import styles from './home.module.css';

const AREAS = [
  'plant',
  'engineering',
  'data',
  'science',
  'label',
  'training',
  'deploy',
  'lake',
  'sees',
];

/** The picture's boxes before anything is known, where they will stand. */
export function HomeSkeleton() {
  return (
    <div aria-busy="true" aria-label={text.loading} role="status">
      <div className={styles.sentence}>
        <Skeleton height={20} width={420} mb={8} />
        <Skeleton height={14} width={560} />
      </div>
      <div className={styles.picture}>
        {AREAS.map((area) => (
          <Skeleton key={area} height="100%" radius={8} style={{ gridArea: area }} />
        ))}
      </div>
    </div>
  );
}
