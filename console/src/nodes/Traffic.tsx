import type { Measured } from '../api/schema';
import { bytes } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';

type Bytes = Measured['link']['bytes'][number];

/** What went over the node's link since its agent started, by purpose. */
export function Traffic({ link }: Pick<Measured, 'link'>) {
  const sum = (way: 'up' | 'down') => link.bytes.reduce((total, each) => total + each[way], 0);
  const all = { purpose: text.nodes.allPurposes, up: sum('up'), down: sum('down') };
  return (
    <Section
      title={text.nodes.link}
      note={
        <>
          {text.nodes.linkSince} <Age at={link.since} />
        </>
      }
    >
      <Listing
        label={text.nodes.link}
        items={[...link.bytes, all]}
        columns={COLUMNS}
        keyOf={({ purpose }) => purpose}
      />
    </Section>
  );
}

const COLUMNS: readonly Column<Bytes>[] = [
  { title: text.nodes.purpose, show: ({ purpose }) => purpose },
  { title: text.nodes.up, show: ({ up }) => bytes(up), figure: true },
  { title: text.nodes.down, show: ({ down }) => bytes(down), figure: true },
];
