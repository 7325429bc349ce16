import type { Overview } from '../api/schema';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { useNow } from '../time/clock';
import { details, headline, type Fact } from './facts';
import styles from './home.module.css';

/** The first thing one reads: how it stands, worst first, each part a link. */
export function Sentence({ overview, lost }: { overview: Overview; lost: boolean }) {
  const now = useNow();
  const then = lost ? Date.parse(overview.at) : now;
  return (
    <header className={styles.sentence}>
      <h1>
        {lost && `${text.home.lastKnown} `}
        <Facts facts={headline(overview, then)} />
      </h1>
      <p>
        <Facts facts={details(overview, then)} />
      </p>
    </header>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return facts.map(({ text: words, href, tone }) => (
    <To key={words} href={href} data-tone={tone}>
      {words}
    </To>
  ));
}
