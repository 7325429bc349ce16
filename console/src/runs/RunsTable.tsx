import { Table, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { address } from '../address';
import type { Run } from '../api/schema';
import { latency, significant } from '../figures/figures';
import { useRowSteps } from '../parts/rowSteps';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Age } from '../time/Age';
import { best, compared, objective, ordered, type Order } from './compare';
import parts from '../parts/parts.module.css';
import styles from './runs.module.css';

type Props = { runs: readonly Run[]; chosen?: string; study?: string };

/** Runs with their parameters and metrics side by side; the best of each metric stands out. */
export function RunsTable({ runs, chosen, study }: Props) {
  const [asked, setOrder] = useState<Order>();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowSteps(body);
  const { params, metrics } = compared(runs);
  const order = asked ?? { by: objective(metrics), rising: false };
  const bests = new Map(metrics.map((name) => [name, best(runs, name)]));
  const heading = (name: string, figure: boolean) => (
    <Heading key={name} name={name} figure={figure} order={order} onOrder={setOrder} />
  );
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table className={parts.listing} aria-label={text.pages.runs}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.runs.run}</Table.Th>
            {params.map((name) => heading(name, false))}
            {metrics.map((name) => heading(name, true))}
            <Table.Th data-figure>{text.runs.took}</Table.Th>
            <Table.Th data-figure>{text.runs.started}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {ordered(runs, order).map((run) => (
            <Table.Tr key={run.id} data-link aria-current={run.id === chosen}>
              <Table.Td>
                <To href={address.runs(study, run.id)} data-row title={run.id}>
                  {run.name ?? run.id}
                </To>
                <Unusual status={run.status} />
              </Table.Td>
              {params.map((name) => (
                <Table.Td key={name}>{run.params[name]}</Table.Td>
              ))}
              {metrics.map((name) => (
                <Table.Td key={name} data-figure data-best={run.metrics[name] === bests.get(name)}>
                  {run.metrics[name] === undefined ? '–' : significant(run.metrics[name])}
                </Table.Td>
              ))}
              <Table.Td data-figure>{took(run)}</Table.Td>
              <Table.Td data-figure>
                <Age at={run.startedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type HeadingProps = {
  name: string;
  figure: boolean;
  order: Order;
  onOrder: (order: Order) => void;
};

function Heading({ name, figure, order: { by, rising }, onOrder }: HeadingProps) {
  const sorted = by !== name ? 'none' : rising ? 'ascending' : 'descending';
  return (
    <Table.Th data-figure={figure} aria-sort={sorted}>
      <UnstyledButton
        className={styles.heading}
        onClick={() => onOrder({ by: name, rising: by === name ? !rising : !figure })}
      >
        {name} {by === name && (rising ? '↑' : '↓')}
      </UnstyledButton>
    </Table.Th>
  );
}

function Unusual({ status }: { status: string }) {
  if (status === 'FINISHED') return null;
  return (
    <span className={styles.status} data-failed={status === 'FAILED' || status === 'KILLED'}>
      {status.toLowerCase()}
    </span>
  );
}

function took({ startedAt, finishedAt }: Run): string {
  if (!finishedAt) return '–';
  const milliseconds = Date.parse(finishedAt) - Date.parse(startedAt);
  return milliseconds < 10_000 ? latency(milliseconds * 1000) : span(milliseconds);
}
