import { useQuery } from '@tanstack/react-query';
import { useParams, useRouterState } from '@tanstack/react-router';
import { address, parseQuery } from '../address';
import { node } from '../api/queries';
import type { NodeDetail } from '../api/schema';
import { CommandDialog } from '../commands/CommandDialog';
import { CommandMenu } from '../commands/CommandMenu';
import { CommandView } from '../commands/CommandView';
import { History } from '../commands/History';
import { bytes, percent } from '../figures/figures';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import { useNow } from '../time/clock';
import { Concerns } from './Concerns';
import { concerns, inAWord } from './standing';
import { Events } from './Events';
import { Lanes } from './Lanes';
import { Losses } from './Losses';
import { isHeard } from './nodes';
import { Outputs } from './Outputs';
import { Sources } from './Sources';
import { Traffic } from './Traffic';
import { Workloads } from './Workloads';
import parts from '../parts/parts.module.css';
import styles from './nodes.module.css';

/** One node: how it is doing, what runs, what it journalled, what it was told, what happened. */
export function NodePage() {
  const { name } = useParams({ from: '/nodes/$name' });
  return (
    <Loaded what={name} query={useQuery(node(name))}>
      {(found) => (
        <>
          <Page
            sentence={<Sentence node={found} />}
            details={<Details node={found} />}
            actions={<CommandMenu />}
          >
            <Content node={found} />
          </Page>
          <CommandDialog node={found} />
        </>
      )}
    </Loaded>
  );
}

function Content({ node: found }: { node: NodeDetail }) {
  const now = useNow();
  const command = useRouterState({
    select: ({ location }) => parseQuery(location.searchStr).command,
  });
  const { measured } = found;
  const measuredNote = measured && (
    <>
      {text.nodes.measured} <Age at={measured.at} />
    </>
  );
  return (
    <>
      {command && <CommandView key={command} id={command} node={found.name} />}
      <Concerns concerns={concerns(found, now)} />
      <div className={styles.said} data-silent={!isHeard(found, now)}>
        <Section title={text.nodes.workloads} note={measuredNote}>
          <Workloads node={found} />
        </Section>
        {found.outputs.length > 0 && (
          <Section title={text.nodes.outputs}>
            <Outputs outputs={found.outputs} />
          </Section>
        )}
        <Section title={text.nodes.lanes} note={measuredNote}>
          <Lanes node={found} />
        </Section>
        <Losses losses={found.losses} />
        <div className={parts.columns}>
          <div>
            <Section title={text.nodes.sources} note={measuredNote}>
              <Sources sources={found.sources} measured={measured} />
            </Section>
            <History node={found.name} />
            <Section title={text.nodes.events}>
              <Events events={found.events} />
            </Section>
          </div>
          <div>
            <Section title={found.name}>
              <Facts of={facts(found)} />
            </Section>
            {measured && <Traffic link={measured.link} />}
          </div>
        </div>
      </div>
    </>
  );
}

function Sentence({ node: found }: { node: NodeDetail }) {
  const { word, tone } = inAWord(found, useNow());
  return (
    <>
      <To href={address.nodes}>{text.pages.nodes}</To> / {found.name}:{' '}
      <span className={styles.word} data-tone={tone}>
        {word}
      </span>
      {text.nodes.lastHeard} <Age at={found.lastSeen} />.
    </>
  );
}

function Details({ node: found }: { node: NodeDetail }) {
  const heard = isHeard(found, useNow());
  const { workloads, desired, applied } = found;
  const running = workloads.filter(({ state }) => state === 'RUNNING').length;
  const said = [
    text.nodes.running(running, workloads.length),
    `${text.nodes.desired} ${text.nodes.applied(applied, desired)}.`,
  ].join(' ');
  return heard ? said : text.nodes.lastSaid(said);
}

function facts({ agentVersion, enrolledAt, startedAt, certificateUntil, measured }: NodeDetail) {
  return {
    [text.nodes.version]: agentVersion,
    [text.nodes.started]: startedAt,
    [text.nodes.enrolled]: enrolledAt,
    [text.nodes.certificate]: certificateUntil,
    [text.nodes.memory]: measured && measured.memory > 0 ? bytes(measured.memory) : undefined,
    ...machineFacts(measured?.machine),
    [text.nodes.measured]: measured?.at,
  };
}

function machineFacts(machine: NonNullable<NodeDetail['measured']>['machine']) {
  if (machine === undefined) return {};
  const { processor, agent, memory, memoryFree, disk, diskFree, temperature } = machine;
  return {
    [text.nodes.processor]: text.nodes.busy(percent(processor), percent(agent)),
    [text.nodes.machineMemory]: text.nodes.free(bytes(memoryFree), bytes(memory)),
    [text.nodes.diskSpace]: text.nodes.free(bytes(diskFree), bytes(disk)),
    [text.nodes.temperature]:
      temperature === undefined ? undefined : text.nodes.degrees(temperature.toFixed(0)),
  };
}
