import type { Overview } from '../api/schema';
import { To } from '../parts/To';
import { useNow } from '../time/clock';
import { details, headline, type Fact } from './facts';
import styles from './home.module.css';

/** The first thing one reads: how it stands, worst first, each part a link. */
export function Sentence({ overview }: { overview: Overview }) {
  const now = useNow();
  return (
    <header className={styles.sentence}>
      <h1>
        <Facts facts={headline(overview, now)} />
      </h1>
      <p>
        <Facts facts={details(overview, now)} />
      </p>
    </header>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return facts.map(({ text, href, tone }) => (
    <To key={text} href={href} data-tone={tone}>
      {text}
    </To>
  ));
}
