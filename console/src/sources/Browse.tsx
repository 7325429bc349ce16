import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { text } from '../text/catalogue';
import type { Draft } from './sourceDocument';
import { TreeRows, type Choice } from './TreeRows';
import styles from './sources.module.css';

type Props = { draft: Draft; choice: Choice };

const SEARCH_RESTS = 500;

/** What the machine has: looked through branch by branch, or searched for words. */
export function Browse({ draft: { node, connector, settings, signals }, choice }: Props) {
  const [round, setRound] = useState(0);
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), SEARCH_RESTS);
  const look = { node, connector, settings, words };
  return (
    <div className={styles.browse}>
      <div className={styles.browseHead}>
        <TextInput
          size="xs"
          data-filter
          placeholder={text.sources.search}
          aria-label={text.sources.search}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Escape' && setTyped('')}
        />
        <Button variant="default" onClick={() => setRound(round + 1)}>
          {round === 0 ? text.sources.look : text.sources.lookAgain}
        </Button>
      </div>
      {round === 0 && !words ? (
        <p className={styles.hint}>{text.sources.browseHint}</p>
      ) : (
        <TreeRows
          key={JSON.stringify([round, look])}
          look={look}
          chosen={new Set(signals.map(({ address }) => address))}
          choice={choice}
        />
      )}
    </div>
  );
}
