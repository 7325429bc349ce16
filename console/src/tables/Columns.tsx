import type { TableDetail } from '../api/schema';
import { Facts } from '../parts/Facts';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';

/** The table's schema. */
export function Columns({ columns }: Pick<TableDetail, 'columns'>) {
  return (
    <Section title={text.tables.schema} note={text.tables.columnCount(columns.length)}>
      <Facts of={Object.fromEntries(columns.map(({ name, type }) => [name, type]))} />
    </Section>
  );
}
