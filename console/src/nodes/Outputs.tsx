import type { Node } from '../api/schema';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { connector } from '../text/connector';
import { Age, Lasting } from '../time/Age';
import styles from './nodes.module.css';

type Output = Node['outputs'][number];
type Row = Output['addresses'][number] & { output: string; connector: string };

/** What a node writes to the plant, and how far the last write to each address came. */
export function Outputs({ outputs }: { outputs: readonly Output[] }) {
  const rows = outputs.flatMap(({ name, connector: type, addresses }) =>
    addresses.map((each) => ({ ...each, output: name, connector: type })),
  );
  return (
    <Listing
      label={text.nodes.outputs}
      items={rows}
      columns={COLUMNS}
      keyOf={({ output, address }) => `${output} ${address}`}
    />
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { title: text.nodes.output, show: ({ output }) => output },
  { title: text.nodes.connector, show: ({ connector: type }) => connector(type) },
  { title: text.nodes.addressOf, show: ({ address }) => address },
  { title: text.nodes.state, show: (row) => <State row={row} /> },
  { title: text.nodes.asked, show: ({ asked }) => short(asked), figure: true },
  { title: text.nodes.after, show: ({ after }) => short(after), figure: true },
  { title: text.nodes.before, show: ({ before }) => short(before), figure: true },
  { title: text.nodes.cause, show: ({ cause }) => cause ?? '–', wraps: true },
  { title: text.nodes.reason, show: ({ reason }) => reason ?? '', wraps: true },
];

/** What is unknown has been so since; what is known happened then. */
function State({ row: { state, at } }: { row: Row }) {
  if (!state || !at) return <span title={text.nodes.notHeard}>–</span>;
  return (
    <>
      <span className={styles.state} data-bad={state !== 'DONE'}>
        {text.nodes.writes[state]}
      </span>{' '}
      <span className={styles.quiet}>
        {state === 'UNKNOWN' ? <Lasting since={at} /> : <Age at={at} />}
      </span>
    </>
  );
}

const SHOWN = 24;

function short(value: string | undefined): string {
  if (value === undefined) return '–';
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
