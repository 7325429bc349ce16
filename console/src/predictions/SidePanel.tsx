import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PredictionView, Range } from '../address';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { Chain } from './Chain';
import { Moved } from './Moved';
import { NothingPicked } from './NothingPicked';
import { prediction } from './queries';
import { Replay } from './Replay';
import type { Windows } from './stepping';
import { Verdict } from './Verdict';
import styles from './predictions.module.css';

type Props = {
  asset: string | undefined;
  window: string | undefined;
  range: Range | undefined;
  windows: Windows;
  go: (change: PredictionView) => void;
};

/** All about the picked window: what was decided, why, and where it comes from. */
export function SidePanel({ asset, window, range, windows, go }: Props) {
  const { data, error, refetch } = useQuery(prediction(window));
  if (!window) return <NothingPicked asset={asset} note={windows.note} />;
  if (error && !data) return <Wrong what={text.predictions.title} error={error} retry={refetch} />;
  if (!data) return <Skeleton className={styles.panel} height={480} radius={8} />;
  return (
    <aside className={styles.panel} aria-label={text.predictions.title}>
      <Verdict prediction={data} windows={windows} onClose={() => go({ window: undefined })} />
      {data.decision !== 'NONE' && <Moved prediction={data} range={range} />}
      <Chain prediction={data} />
      {data.decision !== 'NONE' && <Replay key={data.id} id={data.id} />}
    </aside>
  );
}
