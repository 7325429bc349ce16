import { abbreviatedId } from '../figures/figures';
import { Moment } from '../time/Age';
import { Copyable } from './Copyable';
import styles from './parts.module.css';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LONG_ID = /^\d{12,}$|^[0-9a-f]{16,}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** A named fact that a document carries, shown as what it looks like: digest, id, time or words. */
export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <span className={styles.fact}>
      {name} <Shown value={value} />
    </span>
  );
}

function Shown({ value }: { value: string }) {
  if (DIGEST.test(value)) return <Copyable value={value} />;
  if (LONG_ID.test(value)) return <Copyable value={value}>{abbreviatedId(value)}</Copyable>;
  if (INSTANT.test(value)) return <Moment at={value} />;
  return value;
}
