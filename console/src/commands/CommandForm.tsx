import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { address } from '../address';
import { answer, api } from '../api/client';
import { commands } from '../api/queries';
import type { Action, Node } from '../api/schema';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import type { Wish } from './commanding';
import { isFinal } from './kinds';
import styles from './commands.module.css';

type Props = { node: Node; wish: Wish };

/** What a command does and how to go back, then the button. */
export function CommandForm({ node, wish: { kind, workload } }: Props) {
  const router = useRouter();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action>({
    kind,
    workload: kind === 'restart-workload' ? (workload ?? node.workloads[0]?.name) : undefined,
    bytes: kind === 'fetch-logs' ? 1_000_000 : undefined,
    duration: kind === 'live-tail' ? '5m' : undefined,
  });
  const [typed, setTyped] = useState('');
  const words = text.commands.kinds[kind];
  const issue = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/nodes/{name}/commands', {
          params: { path: { name: node.name } },
          body: { action },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: commands(node.name).queryKey });
      await router.navigate({ href: address.node(node.name, { command: id }), replace: true });
    },
  });
  const blocked =
    (isFinal(kind) && typed !== node.name) || (kind === 'restart-workload' && !action.workload);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) issue.mutate();
      }}
    >
      <dl className={styles.plan}>
        <dt>{text.commands.does}</dt>
        <dd>{words.does}</dd>
        <dt>{text.commands.back}</dt>
        <dd>{words.back}</dd>
        <dt>{text.commands.within}</dt>
        <dd>{text.commands.withinMeans}</dd>
      </dl>
      <Choice action={action} node={node} onChange={setAction} />
      {isFinal(kind) && (
        <TextInput
          label={text.commands.typeName(node.name)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
          mb="md"
        />
      )}
      {issue.error && (
        <div className={styles.wrong}>
          <Wrong what={words.name} error={issue.error} retry={issue.mutate} failed="done" />
        </div>
      )}
      <Button
        type="submit"
        loading={issue.isPending}
        disabled={blocked}
        className={isFinal(kind) ? styles.final : undefined}
        data-autofocus={isFinal(kind) ? undefined : true}
      >
        {words.name}
      </Button>
    </form>
  );
}

type ChoiceProps = { action: Action; node: Node; onChange: (action: Action) => void };

/** What there is to choose about a command. */
function Choice({ action, node, onChange }: ChoiceProps) {
  const select = (
    label: string,
    value: string,
    data: Option[],
    take: (value: string) => Action,
  ) => (
    <NativeSelect
      label={label}
      value={value}
      data={data}
      onChange={(event) => onChange(take(event.currentTarget.value))}
      mb="md"
    />
  );
  switch (action.kind) {
    case 'restart-workload':
      return select(
        text.nodes.workload,
        action.workload ?? '',
        node.workloads.map(({ name }) => ({ value: name, label: name })),
        (workload) => ({ ...action, workload }),
      );
    case 'fetch-logs':
      return select(text.commands.howMuch, String(action.bytes), SIZES, (value) => ({
        ...action,
        bytes: Number(value),
      }));
    case 'live-tail':
      return select(text.commands.howLong, action.duration ?? '', SPANS, (duration) => ({
        ...action,
        duration,
      }));
    default:
      return null;
  }
}

type Option = { value: string; label: string };

const SIZES: Option[] = [
  { value: '100000', label: text.commands.last('100 kB') },
  { value: '1000000', label: text.commands.last('1 MB') },
  { value: '16000000', label: text.commands.last('16 MB') },
];

const SPANS: Option[] = ['1m', '5m', '15m', '1h'].map((value) => ({
  value,
  label: value.replace('m', ' min').replace('h', ' h'),
}));
