import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { commands } from '../api/queries';
import type { Command } from '../api/schema';
import { Listing, type Column } from '../parts/Listing';
import { Section } from '../parts/Section';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { CommandState } from './CommandState';
import { said } from './kinds';
import styles from './commands.module.css';

/** What the node was told, newest first, and what became of it. */
export function History({ node }: { node: string }) {
  const { data, error, refetch } = useQuery(commands(node));
  if (error && !data) return <Wrong what={text.commands.history} error={error} retry={refetch} />;
  return (
    <Section title={text.commands.history}>
      {data?.length === 0 ? (
        <p>{text.commands.none}</p>
      ) : (
        <Listing
          label={text.commands.history}
          items={data ?? []}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          href={({ id }) => address.node(node, { command: id })}
        />
      )}
    </Section>
  );
}

const COLUMNS: readonly Column<Command>[] = [
  { title: text.commands.command, show: ({ action }) => said(action) },
  {
    title: text.nodes.state,
    show: (command) => (
      <>
        <CommandState command={command} />
        {command.detail && <p className={styles.detail}>{command.detail}</p>}
      </>
    ),
  },
  { title: text.commands.by, show: ({ issuedBy }) => issuedBy },
  { title: text.nodes.when, show: ({ issuedAt }) => <Moment at={issuedAt} /> },
];
