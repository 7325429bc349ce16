import { address } from '../address';
import type { Table } from '../api/schema';
import { abbreviatedId, grouped } from '../figures/figures';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import styles from './home.module.css';

/** On a low screen the style sheet shows fewer. */
const SHOWN = 8;

/** The versioned lake: its main tables with rows, snapshot and age. */
export function LakeBox({ tables }: { tables: readonly Table[] }) {
  return (
    <section className={styles.lake} data-station="lake" aria-label={text.home.lake}>
      <table>
        <tbody>
          {main(tables).map((table) => (
            <tr key={table.name}>
              <th scope="row">
                <To href={address.table(table.name)}>{table.name}</To>
              </th>
              <td>{grouped(table.rows)}</td>
              <td>{version(table)}</td>
              <td>
                <Age at={table.committedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tables.length === 0 && <p className={styles.nothing}>{text.home.lakeEmpty}</p>}
      <p className={styles.lakeFoot}>
        <To href={address.tables}>{text.home.allTables(tables.length)}</To>
        <span>{text.home.noFeatureStore}</span>
      </p>
    </section>
  );
}

/** What the loop runs over comes first; what was set aside has its own page. */
function main(tables: readonly Table[]): Table[] {
  const order = ['raw.signals', 'prepared.', 'labels.', 'log.', 'raw.'];
  const rank = ({ name }: Table) => order.findIndex((start) => name.startsWith(start));
  return tables
    .filter((table) => !table.name.endsWith('_aside') && rank(table) >= 0)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN);
}

function version({ snapshot, tags }: Table): string {
  if (!snapshot) return text.tables.empty;
  const tag = tags.find(
    (each) => each.snapshot === snapshot && !each.name.includes(snapshot),
  )?.name;
  return text.tables.version(abbreviatedId(snapshot), tag);
}
