import type { Stage } from '../api/schema';
import { significant } from '../figures/figures';
import { Sparkline } from '../parts/Sparkline';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import { useNow } from '../time/clock';
import type { StageName } from './stages';
import styles from './home.module.css';

type Props = { name: StageName; stage: Stage | undefined; href: string; alarm?: boolean };

/** One box of the picture: a figure, its unit, one line of context. */
export function StageBox({ name, stage, href, alarm = false }: Props) {
  const tone = alarm ? 'alarm' : stage?.attention ? 'attention' : 'plain';
  return (
    <To
      href={href}
      className={styles.box}
      data-station={name}
      data-tone={tone}
      data-faint={!stage?.setUp}
    >
      <span className={styles.boxTitle}>
        {text.stages[name]}
        {stage?.at && !stage.trend && <OldAge at={stage.at} />}
      </span>
      {stage?.trend && <Sparkline values={stage.trend} />}
      <span className={styles.figure}>
        {stage?.setUp && stage.figure !== undefined && <b>{significant(stage.figure)}</b>}
        {stage?.setUp && stage.unit}
      </span>
      <span className={styles.context}>
        {stage?.setUp ? (stage.attention ?? stage.context) : text.home.notSetUp}
      </span>
    </To>
  );
}

const OLD = 60_000;

/** The age of a figure that is not of this minute. */
function OldAge({ at }: { at: string }) {
  if (useNow() - Date.parse(at) < OLD) return null;
  return (
    <small>
      <Age at={at} />
    </small>
  );
}
