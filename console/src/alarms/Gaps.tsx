import { address } from '../address';
import type { Monitor } from '../api/schema';
import { Listing, type Column } from '../parts/Listing';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Moment } from '../time/Age';

type Gap = Monitor['gaps'][number];

/** Where samples of a signal may be missing, and why. */
export function Gaps({ gaps }: Pick<Monitor, 'gaps'>) {
  return (
    <Section title={text.alarms.gaps}>
      {gaps.length === 0 ? (
        <p>{text.alarms.noGaps}</p>
      ) : (
        <Listing
          label={text.alarms.gaps}
          items={gaps}
          columns={COLUMNS}
          keyOf={({ signal, before }) => `${signal} ${before}`}
          href={({ signal, after, before }) =>
            address.predictions({ asset: assetOf(signal), range: around(after, before) })
          }
        />
      )}
    </Section>
  );
}

const COLUMNS: readonly Column<Gap>[] = [
  { title: text.alarms.signal, show: ({ signal }) => signal },
  {
    title: text.alarms.after,
    show: ({ after }) => (after === 0 ? text.never : <Moment at={after / 1000} />),
  },
  {
    title: text.alarms.gapLasted,
    show: ({ after, before }) => (after === 0 ? '–' : span((before - after) / 1000)),
    figure: true,
  },
  { title: text.alarms.reason, show: ({ reason }) => reason },
  { title: text.alarms.node, show: ({ node }) => <To href={address.node(node)}>{node}</To> },
];

function assetOf(signal: string): string {
  return signal.slice(0, signal.lastIndexOf('/'));
}

/** The gap with a minute on both sides; without a beginning, its last minutes. */
function around(after: number, before: number) {
  return { from: (after || before - 240e6) - 60e6, to: before + 60e6 };
}
