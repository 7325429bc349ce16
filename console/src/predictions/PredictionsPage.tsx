import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { overview } from '../api/queries';
import { shortName } from '../figures/names';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { Controls } from './Controls';
import { Lanes } from './Lanes';
import { NoAssets } from './NoAssets';
import { prediction } from './queries';
import { SidePanel } from './SidePanel';
import { useStepping } from './stepping';
import { firstAsset, rangeOf, usePredictionView } from './view';
import styles from './predictions.module.css';

/** One asset on one time axis: what it did, what the models said of it, and why. */
export function PredictionsPage() {
  const { view, go } = usePredictionView();
  const known = useQuery(overview());
  const picked = useQuery(prediction(view.window));
  const asset = view.asset ?? picked.data?.asset ?? (known.data && firstAsset(known.data));
  const range = rangeOf(view, picked.data);
  const windows = useStepping({ asset, range, picked: picked.data, go });

  if (known.error && !known.data) {
    return (
      <div className={styles.page}>
        <Wrong what={text.pages.predictions} error={known.error} retry={known.refetch} />
      </div>
    );
  }
  if (known.data && !asset) return <NoAssets />;
  return (
    <div className={styles.page}>
      <VisuallyHidden component="h1">
        {text.pages.predictions} {asset && shortName(asset)}
      </VisuallyHidden>
      <Controls asset={asset} overview={known.data} range={range} go={go} />
      <div className={styles.columns}>
        <Lanes asset={asset} range={range} picked={picked.data} go={go} onPick={windows.pick} />
        <SidePanel asset={asset} window={view.window} range={range} windows={windows} go={go} />
      </div>
    </div>
  );
}
