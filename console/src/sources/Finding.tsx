import { TextInput } from '@mantine/core';
import type { Connector } from '../api/schema';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { Browse } from './Browse';
import type { Editing } from './editing';
import styles from './sources.module.css';

/** What there is to be read, where the protocol can be asked; what is chosen is named by its place. */
export function Finding({ connector, editing }: { connector: Connector; editing: Editing }) {
  if (!connector.browsable) {
    return (
      <Section title={text.sources.browse}>
        <p>{text.sources.noBrowse}</p>
      </Section>
    );
  }
  return (
    <Section title={text.sources.browse}>
      <div className={styles.form}>
        <TextInput
          size="sm"
          label={text.sources.place}
          description={text.sources.placeHint}
          placeholder="site/area/line"
          value={editing.place}
          onChange={({ currentTarget }) => editing.setPlace(currentTarget.value)}
        />
        <Browse draft={editing.draft} choice={editing} />
      </div>
    </Section>
  );
}
