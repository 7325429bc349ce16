import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { models } from '../api/queries';
import type { Model } from '../api/schema';
import { significant } from '../figures/figures';
import { shortName } from '../figures/names';
import { Filter, matches, useFilter } from '../parts/Filter';
import { Listing, type Column } from '../parts/Listing';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import { objective } from '../runs/compare';

/** All registered models. */
export function ModelsPage() {
  const filter = useFilter();
  return (
    <Loaded what={text.pages.models} query={useQuery(models())}>
      {(all) => (
        <Page sentence={sentence(all)} actions={all.length > 0 && <Filter />}>
          {all.length === 0 ? (
            <Empty />
          ) : (
            <Section title={text.pages.models}>
              <Listing
                label={text.pages.models}
                items={all.filter(({ name, asset }) => matches(filter, name, asset))}
                columns={COLUMNS}
                keyOf={({ name }) => name}
                href={({ name }) => address.model(name)}
              />
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Model>[] = [
  { title: text.models.name, show: ({ name }) => name },
  { title: text.models.asset, show: ({ asset }) => asset && <Asset name={asset} /> },
  {
    title: text.models.champion,
    show: ({ champion }) =>
      champion === undefined ? text.models.noChampion : text.models.named(champion),
  },
  { title: text.models.algorithm, show: (model) => championOf(model)?.algorithm },
  { title: text.models.f1, show: (model) => quality(model), figure: true },
  { title: text.models.versions, show: ({ versions }) => versions.length, figure: true },
  {
    title: text.models.runsOn,
    show: (model) =>
      championOf(model)?.runsOn.map((name) => (
        <To key={name} href={address.node(name)}>
          {name}{' '}
        </To>
      )),
  },
  {
    title: text.models.created,
    show: ({ versions }) => <Age at={versions[0]?.createdAt} />,
    figure: true,
  },
];

function Asset({ name }: { name: string }) {
  return (
    <To href={address.predictions({ asset: name })} title={name}>
      {shortName(name)}
    </To>
  );
}

function championOf({ champion, versions }: Model): Model['versions'][number] | undefined {
  return versions.find(({ version }) => version === champion);
}

function quality(model: Model): string {
  const metrics = (championOf(model) ?? model.versions[0])?.metrics ?? {};
  const metric = objective(Object.keys(metrics));
  const value = metric === undefined ? undefined : metrics[metric];
  return value === undefined ? '–' : significant(value);
}

function sentence(all: readonly Model[]): string {
  if (all.length === 0) return text.models.none;
  const versions = all.reduce((sum, model) => sum + model.versions.length, 0);
  const champions = all.filter(({ champion }) => champion !== undefined).length;
  return text.models.sentence(all.length, versions, champions);
}

function Empty() {
  return (
    <Notice>
      <p>{text.models.noneHint}</p>
      <code>orilla apply study.yaml</code>
    </Notice>
  );
}
