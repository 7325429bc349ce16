import { address } from '../address';
import { abbreviated, abbreviatedId } from '../figures/figures';
import { Moment } from '../time/Age';
import { Copyable } from './Copyable';
import { To } from './To';
import styles from './parts.module.css';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LONG_ID = /^\d{12,}$|^[0-9a-f]{16,}$/;
const MICROS = /^[12]\d{15}$/;
const TABLE_AT = /^([a-z_]+\.\w+)@(\d+)$/;
const NAMED_HEX = /^([a-z-]+)-([0-9a-f]{32})$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** A named fact that a document carries, shown as what it looks like: digest, id, time or words. */
export function Fact({ name, value }: { name: string; value: string }) {
  const href = pageOf(name, value);
  return (
    <span className={styles.fact}>
      {spaced(name)} {href ? <To href={href}>{shownName(value)}</To> : <Value value={value} />}
    </span>
  );
}

/** A value shown as what it looks like. */
export function Value({ value }: { value: string }) {
  if (DIGEST.test(value)) return <Copyable value={value} />;
  const [, table, snapshot] = TABLE_AT.exec(value) ?? [];
  if (table && snapshot) {
    return (
      <To href={address.table(table, snapshot)}>
        {table} {abbreviatedId(snapshot)}
      </To>
    );
  }
  const [, kind, hex] = NAMED_HEX.exec(value) ?? [];
  if (kind && hex) return <Copyable value={value}>{`${kind} ${abbreviated(hex)}`}</Copyable>;
  if (MICROS.test(value)) return <Moment at={Number(value) / 1000} />;
  if (LONG_ID.test(value)) return <Copyable value={value}>{abbreviatedId(value)}</Copyable>;
  if (INSTANT.test(value)) return <Moment at={value} />;
  return value;
}

/** A record's name as words: 'windowEnd' → 'window end'. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The page of what a fact names. */
function pageOf(name: string, value: string): string | undefined {
  if (name === 'asset') return address.predictions({ asset: value });
  if (name === 'signal')
    return address.predictions({ asset: value.slice(0, value.lastIndexOf('/')) });
  if (name === 'prediction') return address.predictions({ window: value });
  return undefined;
}

function shownName(value: string): string {
  return LONG_ID.test(value) ? abbreviatedId(value) : value;
}
