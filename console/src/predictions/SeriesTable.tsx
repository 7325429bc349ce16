import { Table } from '@mantine/core';
import type { Series } from '../api/schema';
import { precise, score } from '../figures/figures';
import { words } from '../figures/names';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { valueAt } from './layout';
import styles from './predictions.module.css';

const SHOWN = 200;

/** The chart's data as a table, one row for each point of the score's line. */
export function SeriesTable({ series }: { series: Series }) {
  const times = series.score.time.length > 0 ? series.score.time : (series.signals[0]?.time ?? []);
  return (
    <div className={styles.seriesTable}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.chart.time}</Table.Th>
            <Table.Th>
              {text.chart.score}, {text.chart.scoreUnit}
            </Table.Th>
            {series.signals.map(({ name, unit }) => (
              <Table.Th key={name}>
                {words(name)}, {unit}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {times.slice(0, SHOWN).map((time) => (
            <Table.Tr key={time}>
              <Table.Td>
                <Moment at={time / 1000} />
              </Table.Td>
              <Table.Td>{cell(valueAt(series.score, time), score)}</Table.Td>
              {series.signals.map((signal) => (
                <Table.Td key={signal.name}>{cell(valueAt(signal, time), precise)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {times.length > SHOWN && <p>{text.chart.truncated(SHOWN, times.length)}</p>}
    </div>
  );
}

function cell(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '–' : format(value);
}
