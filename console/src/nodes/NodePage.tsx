import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { address } from '../address';
import { node } from '../api/queries';
import type { NodeDetail } from '../api/schema';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import { Events } from './Events';
import { Lanes } from './Lanes';
import { Sources } from './Sources';
import { Workloads } from './Workloads';
import parts from '../parts/parts.module.css';
import styles from './nodes.module.css';

/** One node: what runs, what it journalled, what happened. */
export function NodePage() {
  const { name } = useParams({ from: '/nodes/$name' });
  return (
    <Loaded what={name} query={useQuery(node(name))}>
      {(found) => (
        <Page sentence={<Sentence node={found} />} details={<Details node={found} />}>
          {found.refusal && (
            <p className={styles.refusal}>
              {text.nodes.refused} {found.refusal}
            </p>
          )}
          <Section title={text.nodes.workloads}>
            <Workloads workloads={found.workloads} />
          </Section>
          <div className={parts.columns}>
            <div>
              <Section title={text.nodes.lanes}>
                <Lanes accounts={found.accounts} />
              </Section>
              <Section title={text.nodes.sources}>
                <Sources sources={found.sources} />
              </Section>
              <Section title={text.nodes.events}>
                <Events events={found.events} />
              </Section>
            </div>
            <Section title={found.name}>
              <Facts of={facts(found)} />
            </Section>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Sentence({ node: { name, lastSeen } }: { node: NodeDetail }) {
  return (
    <>
      <To href={address.nodes}>{text.pages.nodes}</To> / {text.nodes.lastHeard(name)}{' '}
      <Age at={lastSeen} />.
    </>
  );
}

function Details({ node: { desired, applied } }: { node: NodeDetail }) {
  return `${text.nodes.desired} ${text.nodes.applied(applied, desired)}.`;
}

function facts({ agentVersion, enrolledAt, startedAt, certificateUntil }: NodeDetail) {
  return {
    [text.nodes.version]: agentVersion,
    [text.nodes.started]: startedAt,
    [text.nodes.enrolled]: enrolledAt,
    [text.nodes.certificate]: certificateUntil,
  };
}
