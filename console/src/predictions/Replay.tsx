import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { task } from '../api/queries';
import type { Task } from '../api/schema';
import { significant } from '../figures/figures';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { replay } from './queries';
import styles from './predictions.module.css';

/** Computes the prediction again from the stored samples, and says whether the bits are the same. */
export function Replay({ id }: { id: string }) {
  const asked = useMutation({ mutationFn: () => replay(id) });
  const { data: found, error } = useQuery(task(asked.data?.id));
  const wrong = asked.error ?? error;
  const running =
    asked.isPending ||
    (asked.data && !wrong && found?.state !== 'SUCCEEDED' && found?.state !== 'FAILED');
  return (
    <section className={styles.replay}>
      <Button onClick={() => asked.mutate()} loading={running} aria-label={text.predictions.replay}>
        {text.predictions.replay}
      </Button>
      <p role="status" className={styles.fine}>
        {running && text.predictions.replaying}
        {wrong && `${text.predictions.replayFailed} ${wrong.message}`}
        {found && !running && <Outcome task={found} />}
      </p>
    </section>
  );
}

function Outcome({ task: { problem, finishedAt, result } }: { task: Task }) {
  if (problem) return `${text.predictions.replayFailed} ${problem.message} (${problem.code})`;
  const replayed = result?.replayed?.[0];
  if (!replayed) return null;
  return (
    <span data-equal={replayed.equal}>
      {finishedAt && (
        <>
          {text.predictions.replayedAt} <Moment at={finishedAt} />:{' '}
        </>
      )}
      {replayed.equal
        ? text.predictions.sameBits
        : text.predictions.notSame(significant(replayed.largestDifference))}{' '}
      {!replayed.equal && replayed.detail}
    </span>
  );
}
