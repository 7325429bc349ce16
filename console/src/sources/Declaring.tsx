import { Button } from '@mantine/core';
import { Section } from '../parts/Section';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import type { useSaving } from './saving';
import { yamlOf, type Draft } from './sourceDocument';
import styles from './sources.module.css';

type Props = {
  draft: Draft;
  saving: ReturnType<typeof useSaving>;
  isNew: boolean;
  same: boolean;
  wrong: number;
  save: () => void;
};

/** The document as it will be declared, then the button. */
export function Declaring({ draft, saving, isNew, same, wrong, save }: Props) {
  return (
    <Section title={text.sources.document} note={text.sources.documentNote}>
      <pre className={styles.yaml}>{yamlOf(draft)}</pre>
      {saving.error && (
        <div className={styles.form}>
          <Wrong
            what={text.sources.document}
            error={saving.error}
            retry={saving.save}
            failed="done"
          />
        </div>
      )}
      <div className={styles.save}>
        <Button loading={saving.isPending} disabled={same} onClick={save}>
          {isNew ? text.sources.save : text.sources.saveChange}
        </Button>
        <span className={styles.hint} role="status">
          {same ? text.sources.same : wrong > 0 ? text.sources.mend(wrong) : text.sources.saveHint}
        </span>
      </div>
    </Section>
  );
}
