import type { Task } from '../api/schema';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age, Lasting } from '../time/Age';
import styles from './home.module.css';

type Props = { title: string; document: string | undefined; task: Task | undefined; href: string };

/** One of the two orchestrations with its current or last run. */
export function Orchestration({ title, document, task, href }: Props) {
  return (
    <To
      href={href}
      className={styles.orchestration}
      data-faint={!document}
      data-tone={task?.state === 'FAILED' ? 'attention' : 'plain'}
    >
      <span>{title}</span>
      <b>{document}</b>
      <span className={styles.run}>{document ? <Run task={task} /> : text.home.notSetUp}</span>
    </To>
  );
}

function Run({ task }: { task: Task | undefined }) {
  if (!task) return text.tasks.none;
  return (
    <>
      <i>{text.tasks.state[task.state]}</i>{' '}
      {task.finishedAt ? (
        <Age at={task.finishedAt} />
      ) : (
        <Lasting since={task.startedAt ?? task.createdAt} />
      )}
    </>
  );
}
