import { useQuery } from '@tanstack/react-query';
import { useParams, useRouterState } from '@tanstack/react-router';
import { address, parseQuery } from '../address';
import { table } from '../api/queries';
import type { TableDetail } from '../api/schema';
import { bytes, grouped } from '../figures/figures';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import { Columns } from './Columns';
import { Kin } from './Kin';
import { SampleRows } from './SampleRows';
import { Snapshots } from './Snapshots';
import { Tags } from './Tags';
import parts from '../parts/parts.module.css';

/** One table: its snapshots, a sample of its rows, its schema, and where it comes from. */
export function TablePage() {
  const { name } = useParams({ from: '/tables/$name' });
  const snapshot = useRouterState({
    select: ({ location }) => parseQuery(location.searchStr).snapshot,
  });
  return (
    <Loaded what={name} query={useQuery(table(name))}>
      {(found) => (
        <Page sentence={<Sentence table={found} />} details={<Details table={found} />}>
          <div className={parts.columns}>
            <div>
              <Section title={text.tables.snapshots}>
                <Snapshots table={found} chosen={snapshot ?? found.snapshot} />
              </Section>
              <SampleRows table={found} snapshot={snapshot} />
            </div>
            <div>
              <Tags table={found} />
              <Kin table={found} />
              <Columns columns={found.columns} />
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Sentence({ table: { name, rows } }: { table: TableDetail }) {
  return (
    <>
      <To href={address.tables}>{text.pages.tables}</To> / {name}: {text.tables.rowCount(rows)}
    </>
  );
}

function Details({ table: found }: { table: TableDetail }) {
  return (
    <>
      {text.tables.details(bytes(found.bytes), grouped(found.snapshots.length))}{' '}
      {found.committedAt && (
        <>
          {text.tables.committed} <Age at={found.committedAt} />.
        </>
      )}
    </>
  );
}
