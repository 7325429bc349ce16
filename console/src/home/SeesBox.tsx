import { address } from '../address';
import type { Overview } from '../api/schema';
import { score } from '../figures/figures';
import { shortName } from '../figures/names';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { ScoreLine } from './ScoreLine';
import styles from './home.module.css';

const SHOWN = 6;

/** What the models see now: the last minutes of each asset's score against its limit. */
export function SeesBox({ assets }: { assets: Overview['assets'] }) {
  const worstFirst = assets.length > SHOWN ? assets.toSorted((a, b) => last(b) - last(a)) : assets;
  return (
    <section className={styles.sees} data-station="sees" aria-label={text.home.sees}>
      {worstFirst.slice(0, SHOWN).map((asset) => (
        <To
          key={asset.name}
          href={address.predictions({ asset: asset.name })}
          data-tone={last(asset) > 1 ? 'alarm' : 'plain'}
        >
          {shortName(asset.name)}
          <ScoreLine time={asset.time} score={asset.score} />
          <b>{score(last(asset))}</b>
        </To>
      ))}
      {assets.length === 0 && <p className={styles.nothing}>{text.home.seesNothing}</p>}
      {assets.length > SHOWN && (
        <p className={styles.nothing}>{text.home.more(assets.length - SHOWN)}</p>
      )}
    </section>
  );
}

function last({ score: scores }: { score: readonly number[] }): number {
  return scores.at(-1) ?? Number.NaN;
}
