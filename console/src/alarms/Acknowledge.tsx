import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { command } from '../api/queries';
import type { Alarm } from '../api/schema';
import { text } from '../text/catalogue';
import styles from './alarms.module.css';

/** Says that somebody knows of an alarm; its node alone can make it so, and says when it has. */
export function Acknowledge({ alarm: { node, name, raisedAt } }: { alarm: Alarm }) {
  const give = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/nodes/{name}/commands', {
          params: { path: { name: node } },
          body: { action: { kind: 'acknowledge-alarm', alarm: name, raisedAt } },
        }),
      ),
  });
  if (give.data) return <Given id={give.data.id} />;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={give.isPending}
        onClick={() => give.mutate()}
        aria-label={text.alarms.acknowledgeOne(name)}
      >
        {text.alarms.acknowledge}
      </Button>
      {give.error && <span className={styles.failed}>{give.error.message}</span>}
    </>
  );
}

function Given({ id }: { id: string }) {
  const { data } = useQuery(command(id));
  if (!data) return text.alarms.asked;
  const { state, detail } = data;
  const failed = state !== 'DONE' && state !== 'ISSUED' && state !== 'SENT' && state !== 'ACCEPTED';
  return (
    <span className={failed ? styles.failed : undefined} role="status">
      {text.commands.means[state]} {detail}
    </span>
  );
}
