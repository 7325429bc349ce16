import type { Model } from '../api/schema';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import styles from './models.module.css';

/** Who moved which name to which version, newest first. */
export function History({ history }: Pick<Model, 'history'>) {
  const newestFirst = history.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Section title={text.models.history}>
      <ol className={styles.history}>
        {newestFirst.map(({ at, alias, version, by }) => (
          <li key={`${at} ${alias} ${version}`}>
            {text.models.moved(alias, version, by)}
            <span>
              <Age at={at} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
