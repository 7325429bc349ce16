import { Checkbox } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { text } from '../text/catalogue';
import type { Row } from './tree';
import styles from './sources.module.css';

type Props = {
  row: Row;
  open: boolean;
  busy: boolean;
  chosen: boolean;
  toggle: () => void;
  choose: (wanted: boolean) => void;
  chooseAll: (() => void) | undefined;
};

export function indent({ depth }: Row): number {
  return 6 + depth * 18;
}

/** Something that was found: a branch that opens, a signal to choose, or both. */
export function TreeRow({ row, open, busy, chosen, toggle, choose, chooseAll }: Props) {
  const { found, within } = row;

  function press(event: KeyboardEvent) {
    if (event.key !== (open ? 'ArrowLeft' : 'ArrowRight')) return;
    event.preventDefault();
    toggle();
  }

  return (
    <li data-chosen={chosen} aria-busy={busy} style={{ paddingLeft: indent(row) }}>
      {found.children && (
        <button
          type="button"
          className={styles.branch}
          data-row
          aria-expanded={open}
          onClick={toggle}
          onKeyDown={press}
        >
          <span aria-hidden>{open ? '▾' : '▸'}</span>
          {found.name}
        </button>
      )}
      {found.signal && (
        <Checkbox
          size="xs"
          data-row={found.children ? undefined : true}
          checked={chosen}
          label={found.children ? undefined : found.name}
          aria-label={text.sources.choose(found.name)}
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
      )}
      <span className={styles.hint}>
        {[within.join(' / '), found.type, found.unit].filter(Boolean).join(' · ')}
      </span>
      {chooseAll && (
        <button type="button" className={styles.all} onClick={chooseAll}>
          {text.sources.all}
        </button>
      )}
    </li>
  );
}
