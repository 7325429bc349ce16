import { Button } from '@mantine/core';
import { address } from '../address';
import type { Measured, Node, NodeWorkload } from '../api/schema';
import { useCommanding } from '../commands/commanding';
import { grouped, latency } from '../figures/figures';
import { shortName } from '../figures/names';
import { Copyable } from '../parts/Copyable';
import { Listing, type Column } from '../parts/Listing';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age, Lasting } from '../time/Age';
import { ENDED, stateName, STUCK } from './standing';
import styles from './nodes.module.css';

type Row = NodeWorkload & { figures?: Measured['workloads'][number] };

/** What is to run on a node, and how far it is. */
export function Workloads({ node: { workloads, measured } }: { node: Node }) {
  const rows = workloads.map((workload) => ({
    ...workload,
    figures: measured?.workloads.find(({ name }) => name === workload.name),
  }));
  if (rows.length === 0) return <p>{text.nodes.noWorkloads}</p>;
  return (
    <Listing
      label={text.nodes.workloads}
      items={rows}
      columns={COLUMNS}
      keyOf={({ name }) => name}
      href={({ asset }) => address.predictions({ asset })}
    />
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { title: text.nodes.workload, show: (row) => <Name workload={row} /> },
  { title: text.nodes.asset, show: ({ asset }) => <span title={asset}>{shortName(asset)}</span> },
  {
    title: text.nodes.model,
    show: ({ model, version }) => (
      <To href={address.model(model, version)}>{`${model} v${version}`}</To>
    ),
  },
  { title: text.nodes.state, show: (row) => <Life workload={row} /> },
  {
    title: text.nodes.generation,
    show: ({ generation }) => grouped(generation),
    figure: true,
  },
  { title: text.nodes.runsBundle, show: (row) => <Running workload={row} /> },
  { title: text.nodes.lastGood, show: ({ figures }) => <Bundle digest={figures?.good} /> },
  { title: text.nodes.p50, show: (row) => time(row, 'p50'), figure: true },
  { title: text.nodes.p99, show: (row) => time(row, 'p99'), figure: true },
  { title: text.commands.act, show: ({ name }) => <Restart workload={name} />, hidden: true },
];

/** A workload with its role, and what a shadow was too slow for. */
function Name({ workload: { name, role, figures } }: { workload: Row }) {
  const skipped = figures?.skipped ?? 0;
  return (
    <>
      {name} <span className={styles.quiet}>{text.nodes.role[role]}</span>
      {skipped > 0 && <p className={styles.reason}>{text.nodes.leftOut(skipped)}</p>}
    </>
  );
}

function Life({ workload: { state, since, reason } }: { workload: Row }) {
  return (
    <>
      <span className={styles.state} data-bad={STUCK.includes(state)}>
        {stateName(state)}
      </span>{' '}
      {since && (
        <span className={styles.quiet}>
          {ENDED.includes(state) ? <Age at={since} /> : <Lasting since={since} />}
        </span>
      )}
      {reason && <p className={styles.reason}>{reason}</p>}
    </>
  );
}

/** The bundle that decides windows; said aloud when it is not the one that is wanted. */
function Running({ workload: { bundle, figures } }: { workload: Row }) {
  if (!figures) return '–';
  if (!figures.running) return text.nodes.nothingRuns;
  return (
    <>
      <Copyable value={figures.running} />
      {figures.running !== bundle && <p className={styles.reason}>{text.nodes.notTheWanted}</p>}
    </>
  );
}

function Bundle({ digest }: { digest: string | undefined }) {
  return digest ? <Copyable value={digest} /> : '–';
}

function time({ figures }: Row, part: 'p50' | 'p99'): string {
  return figures && figures.windows > 0 ? latency(figures[part]) : '–';
}

function Restart({ workload }: { workload: string }) {
  const { begin } = useCommanding();
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      c="var(--accent)"
      aria-label={text.commands.restartOne(workload)}
      onClick={() => begin('restart-workload', workload)}
    >
      {text.commands.restart}
    </Button>
  );
}
