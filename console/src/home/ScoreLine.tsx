import { height, shape } from './shape';
import styles from './home.module.css';

type Props = { time: readonly number[]; score: readonly number[] };

/** An asset's score over the last five minutes, the limit dashed, what is above it shaded. */
export function ScoreLine({ time, score }: Props) {
  const { lines, above } = shape(time, score);
  const limit = height(1);
  return (
    <svg
      className={styles.scoreLine}
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {above.map(({ from, to }) => (
        <rect key={from} x={from} y="0" width={Math.max(to - from, 0.004)} height="1" />
      ))}
      <line x1="0" x2="1" y1={limit} y2={limit} />
      {lines.map((points) => (
        <polyline key={points} points={points} />
      ))}
    </svg>
  );
}
