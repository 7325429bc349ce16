import { change, significant } from '../figures/figures';
import { Listing, type Column } from '../parts/Listing';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import type { Version } from './ModelPage';

type Metric = { name: string; now: number; before: number | undefined };

/** A version's metrics against those of the version it replaced. */
export function Comparison({ version, before }: { version: Version; before: Version | undefined }) {
  const judged = Object.entries(version.metrics).filter(([name]) => !name.startsWith('parity'));
  const metrics: Metric[] = judged.map(([name, now]) => ({
    name,
    now,
    before: before?.metrics[name],
  }));
  return (
    <Section title={text.models.comparison(version.version, before?.version)}>
      <Listing
        label={text.models.comparison(version.version, before?.version)}
        items={metrics}
        columns={before ? [...COLUMNS, ...AGAINST] : COLUMNS}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}

const COLUMNS: readonly Column<Metric>[] = [
  { title: text.models.metric, show: ({ name }) => name },
  { title: text.models.now, show: ({ now }) => significant(now), figure: true },
];

const AGAINST: readonly Column<Metric>[] = [
  {
    title: text.models.before,
    show: ({ before }) => (before === undefined ? '–' : significant(before)),
    figure: true,
  },
  {
    title: text.models.change,
    show: ({ now, before }) => (before === undefined ? '–' : change(now - before)),
    figure: true,
  },
];
