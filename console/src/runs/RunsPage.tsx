import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { address, parseQuery } from '../address';
import { runs } from '../api/queries';
import type { Run } from '../api/schema';
import { significant } from '../figures/figures';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { best, compared, objective } from './compare';
import { RunsTable } from './RunsTable';

/** All runs, or those of one study, side by side. */
export function RunsPage() {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const { study, run } = parseQuery(search);
  return (
    <Loaded what={text.pages.runs} query={useQuery(runs())}>
      {(all) => <Runs all={all} study={study} chosen={run} />}
    </Loaded>
  );
}

type Props = { all: readonly Run[]; study: string | undefined; chosen: string | undefined };

function Runs({ all, study, chosen }: Props) {
  const studies = [...new Set(all.map(({ experiment }) => experiment))].toSorted();
  const shown = studies.includes(study ?? '')
    ? all.filter((each) => each.experiment === study)
    : all;
  const run = all.find(({ id }) => id === chosen);
  return (
    <Page
      sentence={sentence(shown)}
      details={all.length > 0 && text.runs.sortedBy}
      actions={<Studies studies={studies} study={study} />}
    >
      {all.length === 0 && <Empty />}
      {run && (
        <Section title={text.runs.tags(run.name ?? run.id)}>
          <Facts of={{ id: run.id, ...run.tags, ...run.params }} />
        </Section>
      )}
      {all.length > 0 && (
        <Section title={text.pages.runs}>
          <RunsTable runs={shown} chosen={chosen} study={study} />
        </Section>
      )}
    </Page>
  );
}

function sentence(shown: readonly Run[]): string {
  if (shown.length === 0) return text.runs.none;
  const failed = shown.filter(({ status }) => status === 'FAILED').length;
  const experiments = new Set(shown.map(({ experiment }) => experiment)).size;
  const metric = objective(compared(shown).metrics);
  const value = metric === undefined ? undefined : best(shown, metric);
  const said = text.runs.sentence(shown.length, experiments, failed);
  if (metric === undefined || value === undefined) return said;
  return `${said} ${text.runs.best(metric, significant(value))}`;
}

function Studies({ studies, study }: { studies: string[]; study: string | undefined }) {
  const router = useRouter();
  if (studies.length < 2) return null;
  return (
    <Select
      size="xs"
      w={220}
      clearable
      aria-label={text.runs.experiment}
      placeholder={text.runs.experiment}
      data={studies}
      value={study ?? null}
      onChange={(value) => void router.navigate({ href: address.runs(value ?? undefined) })}
    />
  );
}

function Empty() {
  return (
    <Notice>
      <p>{text.runs.noneHint}</p>
      <code>orilla apply study.yaml</code>
    </Notice>
  );
}
