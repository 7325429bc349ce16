import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { command } from '../api/queries';
import type { Action } from '../api/schema';
import { text } from '../text/catalogue';
import styles from './alarms.module.css';

/** Tells a node what somebody does about one of its alarms; it alone can make it so. */
export function useOrder(node: string) {
  return useMutation({
    mutationFn: (action: Action) =>
      answer(
        api.POST('/api/v1/nodes/{name}/commands', {
          params: { path: { name: node } },
          body: { action },
        }),
      ),
  });
}

/** What the node says of it. */
export function Ordered({ id }: { id: string }) {
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
