import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { tables } from '../api/queries';
import type { Table } from '../api/schema';
import { abbreviatedId, bytes, grouped } from '../figures/figures';
import { Copyable } from '../parts/Copyable';
import { Filter, matches, useFilter } from '../parts/Filter';
import { Listing, type Column } from '../parts/Listing';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';

/** All tables of the lake. */
export function TablesPage() {
  const filter = useFilter();
  return (
    <Loaded what={text.pages.tables} query={useQuery(tables())}>
      {(all) => (
        <Page
          sentence={sentence(all)}
          details={<LastCommit tables={all} />}
          actions={all.length > 0 && <Filter />}
        >
          {all.length === 0 ? (
            <Empty />
          ) : (
            <Section title={text.pages.tables}>
              <Listing
                label={text.pages.tables}
                items={all.filter(({ name }) => matches(filter, name))}
                columns={COLUMNS}
                keyOf={({ name }) => name}
                href={({ name }) => address.table(name)}
              />
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Table>[] = [
  { title: text.tables.name, show: ({ name }) => name },
  { title: text.tables.rows, show: ({ rows }) => grouped(rows), figure: true },
  { title: text.tables.size, show: (table) => bytes(table.bytes), figure: true },
  { title: text.tables.snapshot, show: ({ snapshot }) => <Snapshot id={snapshot} /> },
  {
    title: text.tables.tags,
    show: ({ tags }) => tags.map(({ name }) => name).join(', '),
    wraps: true,
  },
  { title: text.tables.age, show: ({ committedAt }) => <Age at={committedAt} />, figure: true },
];

/** A snapshot by the last digits of its number. */
export function Snapshot({ id }: { id: string | undefined }) {
  if (!id) return text.tables.empty;
  return <Copyable value={id}>{abbreviatedId(id)}</Copyable>;
}

function sentence(all: readonly Table[]): string {
  if (all.length === 0) return text.tables.none;
  const total = (part: 'rows' | 'bytes') => all.reduce((sum, table) => sum + table[part], 0);
  return text.tables.sentence(all.length, total('rows'), bytes(total('bytes')));
}

function LastCommit({ tables: all }: { tables: readonly Table[] }) {
  const last = all.filter(({ committedAt }) => committedAt).toSorted(newestFirst)[0];
  if (!last) return null;
  return (
    <>
      {text.tables.lastCommit(last.name)} <Age at={last.committedAt} />
    </>
  );
}

function newestFirst(a: Table, b: Table): number {
  return Date.parse(b.committedAt ?? '') - Date.parse(a.committedAt ?? '');
}

function Empty() {
  return (
    <Notice>
      <p>{text.tables.noneHint}</p>
      <code>orilla apply source.yaml</code>
    </Notice>
  );
}
