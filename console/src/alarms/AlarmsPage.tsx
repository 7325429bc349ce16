import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { monitor } from '../api/queries';
import type { Alarm, Monitor } from '../api/schema';
import { score } from '../figures/figures';
import { shortName } from '../figures/names';
import { Listing, type Column } from '../parts/Listing';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Moment } from '../time/Age';
import { DetectionTable } from './DetectionTable';
import { Gaps } from './Gaps';
import styles from './alarms.module.css';

/** What to watch: alarms, how well the detectors do, and what is missing. */
export function AlarmsPage() {
  return (
    <Loaded what={text.pages.alarms} query={useQuery(monitor())}>
      {(found) => (
        <Page sentence={sentence(found)}>
          {found.alarms.length === 0 ? (
            <Notice>{text.alarms.noneHint}</Notice>
          ) : (
            <Section title={text.pages.alarms}>
              <Listing
                label={text.pages.alarms}
                items={found.alarms}
                columns={COLUMNS}
                keyOf={({ prediction }) => prediction}
                href={({ asset, prediction }) => address.predictions({ asset, window: prediction })}
              />
            </Section>
          )}
          {found.detection.length > 0 && <DetectionTable detection={found.detection} />}
          <Gaps gaps={found.gaps} />
        </Page>
      )}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Alarm>[] = [
  { title: text.alarms.asset, show: ({ asset }) => shortName(asset) },
  { title: text.alarms.raised, show: ({ raisedAt }) => <Moment at={raisedAt} /> },
  {
    title: text.alarms.lasted,
    show: ({ raisedAt, clearedAt }) =>
      clearedAt ? (
        span(Date.parse(clearedAt) - Date.parse(raisedAt))
      ) : (
        <span className={styles.lasts}>{text.alarms.lasts}</span>
      ),
  },
  { title: text.alarms.score, show: (alarm) => score(alarm.score), figure: true },
  { title: text.alarms.workload, show: ({ workload }) => workload },
];

function sentence({ alarms }: Monitor): string {
  if (alarms.length === 0) return text.alarms.none;
  const lasting = alarms.filter(({ clearedAt }) => !clearedAt).length;
  return text.alarms.sentence(lasting, alarms.length);
}
