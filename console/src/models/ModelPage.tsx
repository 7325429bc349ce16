import { useQuery } from '@tanstack/react-query';
import { useParams, useRouterState } from '@tanstack/react-router';
import { address, parseQuery } from '../address';
import { model, runs } from '../api/queries';
import type { Model } from '../api/schema';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { RunsTable } from '../runs/RunsTable';
import { text } from '../text/catalogue';
import { Comparison } from './Comparison';
import { History } from './History';
import { VersionFacts } from './VersionFacts';
import { Versions } from './Versions';
import parts from '../parts/parts.module.css';

export type Version = Model['versions'][number];

/** One model: its versions, the chosen one against the one it replaced, and the runs behind it. */
export function ModelPage() {
  const { name } = useParams({ from: '/models/$name' });
  const wanted = useRouterState({
    select: ({ location }) => parseQuery(location.searchStr).version,
  });
  return (
    <Loaded what={name} query={useQuery(model(name))}>
      {(found) => <Found model={found} wanted={Number(wanted ?? found.champion)} />}
    </Loaded>
  );
}

function Found({ model: found, wanted }: { model: Model; wanted: number }) {
  const { versions } = found;
  const chosen = versions.find(({ version }) => version === wanted) ?? versions[0];
  const before = chosen && versions.find(({ version }) => version < chosen.version);
  return (
    <Page sentence={<Sentence model={found} />} details={chosen && <RunsOn version={chosen} />}>
      <div className={parts.columns}>
        <div>
          <Section title={text.models.versions}>
            <Versions model={found} chosen={chosen?.version} />
          </Section>
          {chosen && <Comparison version={chosen} before={before} />}
          {chosen && <StudyRuns version={chosen} />}
        </div>
        <div>
          {chosen && <VersionFacts version={chosen} />}
          <History history={found.history} />
        </div>
      </div>
    </Page>
  );
}

function Sentence({ model: { name, champion } }: { model: Model }) {
  return (
    <>
      <To href={address.models}>{text.pages.models}</To> /{' '}
      {champion === undefined
        ? text.models.hasNoChampion(name)
        : text.models.isChampion(name, champion)}
    </>
  );
}

function RunsOn({ version: { runsOn } }: { version: Version }) {
  if (runsOn.length === 0) return text.models.runsNowhere;
  return (
    <>
      {text.models.runsOn}{' '}
      {runsOn.map((name) => (
        <To key={name} href={address.node(name)}>
          {name}{' '}
        </To>
      ))}
    </>
  );
}

function StudyRuns({ version: { study, run } }: { version: Version }) {
  const { data = [] } = useQuery(runs(study));
  if (data.length === 0) return null;
  return (
    <Section title={text.models.studyRuns(study)}>
      <RunsTable runs={data} chosen={run} study={study} />
    </Section>
  );
}
