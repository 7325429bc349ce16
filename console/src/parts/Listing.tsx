import { Table, VisuallyHidden } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import { text } from '../text/catalogue';
import { useFilter } from './Filter';
import { useRowSteps } from './rowSteps';
import { To } from './To';
import styles from './parts.module.css';

/** A column: its title, what it shows of an item, whether that is a figure, words that may take several lines, and whether the title goes unseen. */
export type Column<T> = {
  title: string;
  show: (item: T) => ReactNode;
  figure?: boolean;
  wraps?: boolean;
  hidden?: boolean;
};

type Props<T> = {
  label: string;
  items: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
  /** Where a row leads; its first cell is the link. */
  href?: (item: T) => string;
  isChosen?: (item: T) => boolean;
};

/** Items as rows; the arrow keys step through the rows that lead somewhere. */
export function Listing<T>({ label, items, columns, keyOf, href, isChosen }: Props<T>) {
  const isFiltered = useFilter() !== '';
  const body = useRef<HTMLTableSectionElement>(null);
  useRowSteps(body);
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table className={styles.listing} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title, figure, hidden }) => (
              <Table.Th key={title} data-figure={figure}>
                {hidden ? <VisuallyHidden>{title}</VisuallyHidden> : title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {items.map((item) => (
            <Table.Tr
              key={keyOf(item)}
              aria-current={isChosen?.(item)}
              data-link={href !== undefined}
            >
              {columns.map(({ title, show, figure, wraps }, index) => (
                <Table.Td key={title} data-figure={figure} data-wraps={wraps}>
                  {index === 0 && href ? (
                    <To href={href(item)} data-row>
                      {show(item)}
                    </To>
                  ) : (
                    show(item)
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {items.length === 0 && isFiltered && <p className={styles.none}>{text.filteredOut}</p>}
    </Table.ScrollContainer>
  );
}
