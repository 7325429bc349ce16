import { address } from '../address';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import styles from './shell.module.css';

/** The shore: where the plant meets the cloud. */
export function Logo() {
  return (
    <To href={address.home} className={styles.logo}>
      <svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
        <circle cx="16" cy="3" r="2.2" />
        <path className={styles.wave} d="M2 8.500c3.300-3 6.700-3 10 0s6.700 3 10 0" />
        <path className={styles.shore} d="M2 13c3.300-2.400 6.700-2.400 10 0s6.700 2.400 10 0" />
      </svg>
      {text.product}
    </To>
  );
}
