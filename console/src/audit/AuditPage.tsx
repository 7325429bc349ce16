import { useQuery } from '@tanstack/react-query';
import { audit } from '../api/queries';
import type { Audit } from '../api/schema';
import { grouped } from '../figures/figures';
import { Copyable } from '../parts/Copyable';
import { Filter, matches, useFilter } from '../parts/Filter';
import { Listing, type Column } from '../parts/Listing';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { deed } from './deed';
import styles from './audit.module.css';

type Entry = Audit['entries'][number];

const REFUSED = new Set([401, 403]);
const FAILED_FROM = 400;

/** Who changed what, and whether anybody changed that afterwards. */
export function AuditPage() {
  const filter = useFilter();
  return (
    <Loaded what={text.pages.audit} query={useQuery(audit())}>
      {({ entries, brokenAt }) => (
        <Page
          sentence={sentence(entries)}
          details={text.audit.details}
          actions={entries.length > 0 && <Filter />}
        >
          {brokenAt !== undefined && (
            <div className={styles.broken} role="alert">
              <b>{text.audit.broken(grouped(brokenAt))}</b> {text.audit.brokenTodo}
            </div>
          )}
          {entries.length === 0 ? (
            <Notice>{text.audit.noneHint}</Notice>
          ) : (
            <Section title={text.pages.audit}>
              <Listing
                label={text.pages.audit}
                items={entries.filter(({ who, role, action }) =>
                  matches(filter, who, role, action),
                )}
                columns={COLUMNS}
                keyOf={({ sequence }) => String(sequence)}
                isChosen={({ sequence }) => sequence === brokenAt}
              />
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Entry>[] = [
  { title: text.audit.when, show: ({ at }) => <Moment at={at} /> },
  { title: text.audit.who, show: ({ who }) => who },
  { title: text.audit.role, show: ({ role }) => role },
  { title: text.audit.what, show: ({ action }) => deed(action).what },
  { title: text.audit.on, show: ({ action }) => <On action={action} /> },
  { title: text.audit.outcome, show: ({ outcome }) => <Outcome status={outcome} /> },
  { title: text.audit.entry, show: ({ sequence }) => grouped(sequence), figure: true },
  { title: text.audit.hash, show: ({ hash }) => <Copyable value={hash} /> },
];

function On({ action }: { action: string }) {
  const { on, href } = deed(action);
  return href ? <To href={href}>{on}</To> : on;
}

function Outcome({ status }: { status: number }) {
  if (status < FAILED_FROM) return text.audit.done;
  const say = REFUSED.has(status) ? text.audit.refused : text.audit.failed;
  return <span className={styles.refused}>{say(status)}</span>;
}

function sentence(entries: readonly Entry[]): string {
  if (entries.length === 0) return text.audit.none;
  const refused = entries.filter(({ outcome }) => REFUSED.has(outcome)).length;
  const unsuccessful = entries.filter(({ outcome }) => outcome >= FAILED_FROM).length;
  return text.audit.sentence(entries.length, refused, unsuccessful - refused);
}
