import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rows } from '../api/queries';
import type { Rows, TableDetail } from '../api/schema';
import { abbreviatedId, grouped, significant } from '../figures/figures';
import { Section } from '../parts/Section';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import styles from './tables.module.css';

type Props = { table: TableDetail; snapshot: string | undefined };

/** A sample of the table's rows, of one snapshot. */
export function SampleRows({ table, snapshot }: Props) {
  const { data, error, refetch } = useQuery({
    ...rows(table.name, snapshot),
    enabled: table.snapshot !== undefined,
  });
  const shown = snapshot ?? table.snapshot;
  return (
    <Section
      title={text.tables.sample}
      note={shown && text.tables.version(abbreviatedId(shown), undefined)}
    >
      {!table.snapshot && <p>{text.tables.noRows}</p>}
      {error && !data && <Wrong what={text.tables.sample} error={error} retry={refetch} />}
      {table.snapshot && !data && !error && <Skeleton height={240} m={12} w="auto" />}
      {data && <Sample rows={data} />}
    </Section>
  );
}

function Sample({ rows: { columns, rows: all } }: { rows: Rows }) {
  return (
    <div className={styles.sample}>
      <Table stickyHeader verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map((row, index) => (
            <Table.Tr key={index}>
              {columns.map((column, at) => (
                <Table.Td
                  key={column}
                  data-figure={typeof row[at] === 'number'}
                  title={whole(row[at])}
                >
                  {shown(row[at])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function shown(value: unknown): string {
  if (typeof value !== 'number') return whole(value);
  return Number.isInteger(value) ? grouped(value) : significant(value, 5);
}

function whole(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
