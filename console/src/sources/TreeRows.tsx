import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useRowSteps } from '../parts/rowSteps';
import { text } from '../text/catalogue';
import { useBrowsing, type Look } from './browsing';
import { Said } from './Said';
import { indent, TreeRow } from './TreeRow';
import { rowsOf, signalsBelow, type Found } from './tree';
import styles from './sources.module.css';

/** What becomes of what was found. */
export type Choice = {
  take: (found: readonly { path: readonly string[]; found: Found }[]) => void;
  leaveOut: (address: string) => void;
};

type Props = { look: Look; chosen: ReadonlySet<string>; choice: Choice };

/** What was found, line by line; the arrow keys step through, right opens and left closes. */
export function TreeRows({ look, chosen, choice }: Props) {
  const { tree, asking, error, ask, toggle } = useBrowsing(look);
  const list = useRef<HTMLUListElement>(null);
  useRowSteps(list);
  const top = tree.places.get('');
  if (!top) {
    return error ? (
      <Said error={error} />
    ) : (
      <p className={styles.hint} role="status">
        {text.sources.looking}
      </p>
    );
  }
  const rows = rowsOf(tree);
  return (
    <>
      <ul ref={list} className={styles.tree} aria-label={text.sources.browse}>
        {rows.map((row) => {
          const { key, found, next, where } = row;
          if (next !== undefined) {
            return (
              <li key={key} style={{ paddingLeft: indent(row) }}>
                <Button
                  variant="subtle"
                  data-row
                  loading={asking === where}
                  onClick={() => ask(where, next)}
                >
                  {text.sources.nextPage}
                </Button>
              </li>
            );
          }
          const open = tree.open.has(found.address);
          const below = open ? signalsBelow(tree, row, chosen) : [];
          return (
            <TreeRow
              key={key}
              row={row}
              open={open}
              busy={asking === found.address}
              chosen={chosen.has(found.address)}
              toggle={() => toggle(found.address)}
              choose={(wanted) => (wanted ? choice.take([row]) : choice.leaveOut(found.address))}
              chooseAll={below.length > 1 ? () => choice.take(below) : undefined}
            />
          );
        })}
      </ul>
      {rows.length === 0 && (
        <p className={styles.hint}>{look.words ? text.sources.notFound : text.sources.nothing}</p>
      )}
      {!top.complete && <p className={styles.hint}>{text.sources.incomplete}</p>}
      {error && <Said error={error} />}
    </>
  );
}
