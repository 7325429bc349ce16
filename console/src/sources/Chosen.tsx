import { Button } from '@mantine/core';
import type { Connector } from '../api/schema';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import type { Editing } from './editing';
import type { Reading } from './probing';
import type { Problems } from './settingsSchema';
import { SignalTable } from './SignalTable';
import styles from './sources.module.css';

type Props = {
  connector: Connector;
  editing: Editing;
  problems: Problems;
  readings: readonly (Reading | undefined)[];
  others: readonly Reading[];
  live: boolean;
};

/** The signals that will be read, and how to write one by hand. */
export function Chosen({ connector, editing, problems, readings, others, live }: Props) {
  const { signals } = editing.draft;
  return (
    <Section
      title={text.sources.signals}
      note={signals.length > 0 && text.sources.chosen(signals.length)}
    >
      {signals.length + others.length > 0 ? (
        <SignalTable
          {...{ signals, readings, others, live, problems }}
          onChange={editing.changeSignal}
        />
      ) : (
        <p>{text.sources.noSignals}</p>
      )}
      <div className={styles.byHand}>
        <Button variant="default" onClick={editing.addByHand}>
          {text.sources.byHand}
        </Button>
        <span className={styles.hint}>{connector.address.description}</span>
      </div>
    </Section>
  );
}
