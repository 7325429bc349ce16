import { useQuery } from '@tanstack/react-query';
import { monitor, overview } from '../api/queries';
import { percent, precise } from '../figures/figures';
import { To } from '../parts/To';
import { address } from '../address';
import { text } from '../text/catalogue';
import styles from './predictions.module.css';

/** How well the asset's champion did against the labels. */
export function Detection({ asset }: { asset: string }) {
  const { data } = useQuery(monitor());
  const champion = useQuery(overview()).data?.assets.find(({ name }) => name === asset);
  const found = data?.detection.find(
    (each) =>
      each.asset === asset && each.model === champion?.model && each.version === champion.version,
  );
  if (!found) return null;
  const { model, version, f1, far, mar } = found;
  return (
    <To
      href={address.model(model, version)}
      className={styles.detection}
      title={text.predictions.detectionHint(model, version)}
    >
      {text.predictions.detection(precise(f1, 2), percent(far), percent(mar))}
    </To>
  );
}
