import { Button, CloseButton, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SourceSignal } from '../api/schema';
import { significant } from '../figures/figures';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import type { Reading } from './probing';
import type { Problems } from './settingsSchema';
import styles from './sources.module.css';

type Props = {
  signals: readonly SourceSignal[];
  readings: readonly (Reading | undefined)[];
  /** Signals that named themselves. */
  others: readonly Reading[];
  live: boolean;
  problems: Problems;
  onChange: (index: number, signal: SourceSignal | undefined) => void;
};

const SHOWN = 100;

/** The signals as they will be read, each with what it says now. */
export function SignalTable({ signals, readings, others, live, problems, onChange }: Props) {
  const [shown, setShown] = useState(SHOWN);
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table horizontalSpacing="sm" className={styles.signals} aria-label={text.sources.signals}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.sources.signal}</Table.Th>
            <Table.Th>{text.sources.address}</Table.Th>
            <Table.Th>{text.sources.unit}</Table.Th>
            <Table.Th data-figure>{text.sources.value}</Table.Th>
            <Table.Th>{text.sources.age}</Table.Th>
            <Table.Th aria-label={text.sources.remove('')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {signals.slice(0, shown).map((signal, index) => (
            <Row
              key={index}
              index={index}
              signal={signal}
              reading={readings[index]}
              live={live}
              problems={problems}
              onChange={onChange}
            />
          ))}
          {others.slice(0, shown).map((reading) => (
            <Table.Tr key={reading.name}>
              <Table.Td>{reading.name}</Table.Td>
              <Table.Td className={styles.hint}>{text.sources.named}</Table.Td>
              <Table.Td />
              <Value reading={reading} live={live} />
              <Table.Td />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {signals.length > shown && (
        <Button variant="subtle" onClick={() => setShown(shown + 5 * SHOWN)}>
          {text.sources.showAll(signals.length - shown)}
        </Button>
      )}
    </Table.ScrollContainer>
  );
}

type RowProps = {
  index: number;
  signal: SourceSignal;
  reading: Reading | undefined;
  live: boolean;
  problems: Problems;
  onChange: Props['onChange'];
};

function Row({ index, signal, reading, live, problems, onChange }: RowProps) {
  const at = `signals[${index}]`;
  const field = (key: 'name' | 'address' | 'unit', label: string) => (
    <TextInput
      size="xs"
      aria-label={label}
      value={signal[key] ?? ''}
      error={problems[`${at}.${key}`]}
      spellCheck={false}
      onChange={({ currentTarget: { value } }) => onChange(index, { ...signal, [key]: value })}
    />
  );
  return (
    <Table.Tr>
      <Table.Td>{field('name', text.sources.signalOf(index))}</Table.Td>
      <Table.Td>{field('address', text.sources.addressOf(index))}</Table.Td>
      <Table.Td>{field('unit', text.sources.unitOf(index))}</Table.Td>
      <Value reading={reading} live={live} />
      <Table.Td>
        <CloseButton
          size="xs"
          aria-label={text.sources.remove(signal.name)}
          onClick={() => onChange(index, undefined)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function Value({ reading, live }: { reading: Reading | undefined; live: boolean }) {
  if (!reading) {
    return (
      <>
        <Table.Td data-figure className={styles.hint}>
          {live ? text.sources.waits : ''}
        </Table.Td>
        <Table.Td />
      </>
    );
  }
  if (reading.refused) {
    return (
      <Table.Td colSpan={2} className={styles.refused}>
        {text.sources.cannot} {reading.refused}
      </Table.Td>
    );
  }
  const quality = qualityOf(reading.status);
  return (
    <>
      <Table.Td data-figure className={styles.value} title={reading.value}>
        <div>{valueText(reading)}</div>
        {quality !== 'good' && (
          <div className={styles.quality} data-quality={quality}>
            {text.sources.status[quality]} <code>{statusText(reading.status)}</code>
          </div>
        )}
      </Table.Td>
      <Table.Td className={styles.hint}>
        <Age at={reading.time} />
      </Table.Td>
    </>
  );
}

function valueText({ type, value }: Reading): string {
  return type === 'double' || type === 'long' ? significant(Number(value), 5) : value;
}

/** The severity bits of an OPC UA status code (OPC 10000-4, 7.39). */
function qualityOf(status: number): 'good' | 'uncertain' | 'bad' {
  const severity = Math.floor(status / 2 ** 30) % 4;
  return severity === 0 ? 'good' : severity === 1 ? 'uncertain' : 'bad';
}

function statusText(status: number): string {
  return `0x${status.toString(16).toUpperCase().padStart(8, '0')}`;
}
