import { Value } from './Fact';
import { flat } from './flat';
import styles from './parts.module.css';

/** What a document says, as names and values; nested names are joined by a dot. */
export function Facts({ of }: { of: Record<string, unknown> }) {
  return (
    <dl className={styles.facts}>
      {flat(of).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
