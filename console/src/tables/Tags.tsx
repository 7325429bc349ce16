import { address } from '../address';
import type { TableDetail } from '../api/schema';
import { abbreviatedId } from '../figures/figures';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import styles from './tables.module.css';

/** Snapshots that have a name. */
export function Tags({ table: { name, tags } }: { table: TableDetail }) {
  return (
    <Section title={text.tables.tags}>
      {tags.length === 0 ? (
        <p>{text.tables.noTags}</p>
      ) : (
        <ul className={styles.kin}>
          {tags.map((tag) => (
            <li key={tag.name}>
              <To href={address.table(name, tag.snapshot)}>{tag.name}</To>{' '}
              <span className={styles.nowrap}>
                {text.tables.version(abbreviatedId(tag.snapshot), undefined)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
