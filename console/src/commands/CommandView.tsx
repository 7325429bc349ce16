import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { address } from '../address';
import { command, isMoving } from '../api/queries';
import type { Command } from '../api/schema';
import { Section } from '../parts/Section';
import { Wrong } from '../parts/Wrong';
import { isTyping } from '../shell/typing';
import { text } from '../text/catalogue';
import { outputHref, outputOf, said, steps } from './kinds';
import { LogView } from './LogView';
import { CommandState } from './CommandState';
import styles from './commands.module.css';

/** One command: how far it got, and what the node answered. `Esc` leaves it. */
export function CommandView({ id, node }: { id: string; node: string }) {
  const router = useRouter();
  const { data, error, refetch } = useQuery(command(id));
  const leave = useEffectEvent((event?: KeyboardEvent) => {
    if (event && (event.key !== 'Escape' || isTyping(event.target))) return;
    void router.navigate({ href: address.node(node), resetScroll: false });
  });
  useEffect(() => {
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  if (error && !data) return <Wrong what={text.commands.command} error={error} retry={refetch} />;
  if (!data) return null;
  return (
    <Section
      title={text.commands.title(said(data.action), data.node)}
      note={
        <CloseButton
          size="xs"
          aria-label={text.commands.leave}
          onClick={() => void router.navigate({ href: address.node(node), resetScroll: false })}
        />
      }
    >
      <div className={styles.command}>
        <Way command={data} />
        <p>{text.commands.means[data.state]}</p>
        {data.detail && <p className={styles.said}>{data.detail}</p>}
        <Output command={data} />
      </div>
    </Section>
  );
}

/** The states a command goes through, and where it is. */
function Way({ command: given }: { command: Command }) {
  return (
    <ol className={styles.way}>
      {steps(given.state).map(({ state, reached }) => (
        <li
          key={state}
          data-reached={reached}
          aria-current={state === given.state ? 'step' : undefined}
        >
          {state === given.state ? <CommandState command={given} /> : text.commands.states[state]}
        </li>
      ))}
    </ol>
  );
}

function Output({ command: given }: { command: Command }) {
  const { id, node, action, state } = given;
  const output = outputOf(action.kind);
  if (output === undefined || state === 'ISSUED' || state === 'EXPIRED') return null;
  if (output === 'lines') return <LogView id={id} name={`${node}.log`} open={isMoving(given)} />;
  if (state !== 'DONE') return null;
  return (
    <a className={styles.download} href={outputHref(id)} download={`${node}-diagnostics.zip`}>
      {text.commands.download}
    </a>
  );
}
