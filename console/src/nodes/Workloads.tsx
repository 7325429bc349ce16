import { address } from '../address';
import type { NodeWorkload } from '../api/schema';
import { shortName } from '../figures/names';
import { Copyable } from '../parts/Copyable';
import { Listing, type Column } from '../parts/Listing';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import styles from './nodes.module.css';

const BAD = ['FAILED', 'ROLLED_BACK'];

/** What is to run on a node, and how far it is. */
export function Workloads({ workloads }: { workloads: readonly NodeWorkload[] }) {
  if (workloads.length === 0) return <p>{text.nodes.noWorkloads}</p>;
  return (
    <Listing
      label={text.nodes.workloads}
      items={workloads}
      columns={COLUMNS}
      keyOf={({ name }) => name}
      href={({ asset }) => address.predictions({ asset })}
    />
  );
}

const COLUMNS: readonly Column<NodeWorkload>[] = [
  { title: text.nodes.workload, show: ({ name }) => name },
  { title: text.nodes.asset, show: ({ asset }) => <span title={asset}>{shortName(asset)}</span> },
  {
    title: text.nodes.model,
    show: ({ model, version }) => (
      <To href={address.model(model, version)}>{`${model} v${version}`}</To>
    ),
  },
  { title: text.models.bundle, show: ({ bundle }) => <Copyable value={bundle} /> },
  {
    title: text.nodes.state,
    show: ({ state }) => (
      <span className={styles.state} data-bad={BAD.includes(state)}>
        {state.toLowerCase().replace('_', ' ')}
      </span>
    ),
  },
  { title: text.nodes.since, show: ({ since }) => <Age at={since} /> },
  { title: text.nodes.reason, show: ({ reason }) => reason ?? '' },
];
