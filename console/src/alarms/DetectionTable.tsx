import { address } from '../address';
import type { Monitor } from '../api/schema';
import { grouped, percent, significant } from '../figures/figures';
import { shortName } from '../figures/names';
import { Listing, type Column } from '../parts/Listing';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';

type Detection = Monitor['detection'][number];

/** How each model did on its asset, against the labels. */
export function DetectionTable({ detection }: Pick<Monitor, 'detection'>) {
  return (
    <Section title={text.alarms.detection} note={text.alarms.detectionNote}>
      <Listing
        label={text.alarms.detection}
        items={detection}
        columns={COLUMNS}
        keyOf={({ asset, bundle }) => asset + bundle}
        href={({ model, version }) => address.model(model, version)}
      />
    </Section>
  );
}

const COLUMNS: readonly Column<Detection>[] = [
  { title: text.alarms.model, show: ({ model, version }) => `${model} v${version}` },
  { title: text.alarms.asset, show: ({ asset }) => shortName(asset) },
  { title: text.alarms.f1, show: ({ f1 }) => significant(f1), figure: true },
  { title: text.alarms.far, show: ({ far }) => percent(far), figure: true },
  { title: text.alarms.mar, show: ({ mar }) => percent(mar), figure: true },
  {
    title: text.alarms.confusion,
    show: ({ tp, tn, fp, fn }) => [tp, tn, fp, fn].map(grouped).join(', '),
    figure: true,
  },
  {
    title: text.alarms.withoutPrediction,
    show: ({ none }) => grouped(Object.values(none).reduce((sum, count) => sum + count, 0)),
    figure: true,
  },
  { title: text.alarms.unlabelled, show: ({ unlabelled }) => grouped(unlabelled), figure: true },
];
