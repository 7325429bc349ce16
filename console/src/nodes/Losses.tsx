import type { Loss } from '../api/schema';
import { grouped } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';

/** Records that the node gave up before they were delivered, and why; nothing when there are none. */
export function Losses({ losses }: { losses: readonly Loss[] }) {
  if (losses.length === 0) return null;
  return (
    <Section title={text.nodes.losses}>
      <Listing
        label={text.nodes.losses}
        items={losses}
        columns={COLUMNS}
        keyOf={({ lane, first, time }) => `${lane} ${first} ${time}`}
      />
    </Section>
  );
}

const COLUMNS: readonly Column<Loss>[] = [
  { title: text.nodes.when, show: ({ time }) => <Moment at={time / 1000} /> },
  { title: text.nodes.lane, show: ({ lane }) => lane },
  { title: text.nodes.records, show: ({ count }) => grouped(count), figure: true },
  {
    title: text.nodes.sequences,
    show: ({ first, last }) => text.nodes.range(grouped(first), grouped(last)),
  },
  { title: text.nodes.reason, show: ({ reason }) => reason, wraps: true },
];
