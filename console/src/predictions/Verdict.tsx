import { ActionIcon, CloseButton } from '@mantine/core';
import type { Prediction } from '../api/schema';
import { latency, score } from '../figures/figures';
import { Copyable } from '../parts/Copyable';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import type { Windows } from './stepping';
import styles from './predictions.module.css';

type Props = { prediction: Prediction; windows: Windows; onClose: () => void };

/** What the model said of a window, how soon, and the way to the windows beside it. */
export function Verdict({ prediction, windows, onClose }: Props) {
  const { decision, window, latency: took, node, quality, reason } = prediction;
  const said = text.predictions;
  return (
    <section aria-live="polite">
      <header className={styles.verdictHead}>
        <h2>
          {said.title} <Moment at={window.to / 1000} />
        </h2>
        <ActionIcon
          variant="subtle"
          size={24}
          aria-label={said.previous}
          onClick={() => windows.step('before')}
        >
          ‹
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          size={24}
          aria-label={said.next}
          onClick={() => windows.step('after')}
        >
          ›
        </ActionIcon>
        <CloseButton size={24} aria-label={said.close} onClick={onClose} />
      </header>
      <p className={styles.verdict} data-decision={decision}>
        {decision === 'NONE'
          ? said.noPrediction
          : `${score(prediction.outputs.score?.[0] ?? NaN)} ${said.limit}`}
      </p>
      <p className={styles.fine}>
        {reason
          ? `${said.causes[reason.cause]}: ${reason.detail}`
          : said.decidedIn(said.decisions[decision], latency(took), node)}
        {decision !== 'NONE' && quality === 'UNCERTAIN' && `; ${said.uncertain}`}
      </p>
      <p className={styles.fine}>
        <Copyable value={prediction.id} />
      </p>
      {windows.note && <p className={styles.fine}>{windows.note}</p>}
    </section>
  );
}
