import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { nodes } from '../api/queries';
import type { Node } from '../api/schema';
import { grouped } from '../figures/figures';
import { Filter, matches, useFilter } from '../parts/Filter';
import { Listing, type Column } from '../parts/Listing';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { useNow } from '../time/clock';
import { AddNode } from './AddNode';
import { inAWord } from './standing';
import { Heard } from './Heard';
import { isHeard, journals, totals } from './nodes';
import styles from './nodes.module.css';

/** All nodes. */
export function NodesPage() {
  const filter = useFilter();
  return (
    <Loaded what={text.pages.nodes} query={useQuery(nodes())}>
      {(all) => (
        <Page
          sentence={<Sentence nodes={all} />}
          actions={
            all.length > 0 && (
              <div className={styles.actions}>
                <Filter />
                <AddNode />
              </div>
            )
          }
        >
          {all.length === 0 ? (
            <Notice>
              <p>{text.nodes.noneHint}</p>
              <AddNode />
            </Notice>
          ) : (
            <Section title={text.pages.nodes}>
              <Listing
                label={text.pages.nodes}
                items={all.filter(({ name }) => matches(filter, name))}
                columns={COLUMNS}
                keyOf={({ name }) => name}
                href={({ name }) => address.node(name)}
              />
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Node>[] = [
  { title: text.nodes.name, show: ({ name }) => name },
  { title: text.nodes.doing, show: (node) => <Doing node={node} /> },
  { title: text.nodes.heard, show: ({ lastSeen }) => <Heard at={lastSeen} /> },
  {
    title: text.nodes.runs,
    show: ({ workloads }) =>
      workloads.map(({ model, version }) => `${model} v${version}`).join(', ') || '–',
    wraps: true,
  },
  {
    title: text.nodes.sources,
    show: ({ sources }) =>
      sources
        .map(({ name, connected }) =>
          connected ? name : `${name}: ${text.nodes.sourceState(connected)}`,
        )
        .join(', ') || '–',
    wraps: true,
  },
  {
    title: text.journal.title,
    show: (node) => (totals(node).balanced ? text.journal.balanced : text.journal.unbalanced),
  },
  { title: text.nodes.pending, show: (node) => grouped(totals(node).pending), figure: true },
  { title: text.nodes.dropped, show: (node) => grouped(totals(node).dropped), figure: true },
  { title: text.nodes.version, show: ({ agentVersion }) => agentVersion ?? '–' },
];

/** In a word how a node is doing. */
function Doing({ node }: { node: Node }) {
  const { word, tone } = inAWord(node, useNow());
  return (
    <span className={styles.word} data-tone={tone}>
      {word}
    </span>
  );
}

function Sentence({ nodes: all }: { nodes: readonly Node[] }) {
  const now = useNow();
  if (all.length === 0) return text.nodes.none;
  const connected = all.filter((node) => isHeard(node, now)).length;
  return `${text.nodes.connected(connected, all.length)} ${journals(all)}`;
}
