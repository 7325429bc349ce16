import { useQuery } from '@tanstack/react-query';
import { documents, models, nodes } from '../api/queries';
import type { TableDetail } from '../api/schema';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { downstream, upstream, type Kin as Relative } from './relatives';
import styles from './tables.module.css';

/** Where a table comes from and what comes from it. */
export function Kin({ table }: { table: TableDetail }) {
  const known = {
    workflows: useQuery(documents('workflows')).data ?? [],
    models: useQuery(models()).data ?? [],
    nodes: useQuery(nodes()).data ?? [],
  };
  return (
    <Section title={text.tables.lineage}>
      <Direction title={text.tables.madeOf} kin={upstream(table, known)} />
      <Direction title={text.tables.madeInto} kin={downstream(table, known)} />
    </Section>
  );
}

function Direction({ title, kin }: { title: string; kin: readonly Relative[] }) {
  return (
    <ul className={styles.kin}>
      <li>
        <span>{title}</span>
      </li>
      {kin.map(({ name, href }) => (
        <li key={href}>
          <To href={href}>{name}</To>
        </li>
      ))}
      {kin.length === 0 && <li>{text.tables.nothing}</li>}
    </ul>
  );
}
