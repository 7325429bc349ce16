import { useQuery } from '@tanstack/react-query';
import { alarms, monitor } from '../api/queries';
import type { Alarms } from '../api/schema';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { text } from '../text/catalogue';
import { AlarmTable, ShelvedTable } from './AlarmTable';
import { isShelved, isStanding, isToAcknowledge } from './alarms';
import { DetectionTable } from './DetectionTable';
import { Floods } from './Floods';
import { Gaps } from './Gaps';

/** What to watch: alarms, how well the detectors do, and what is missing. */
export function AlarmsPage() {
  return (
    <Loaded what={text.pages.alarms} query={useQuery(alarms())}>
      {(found) => (
        <Page sentence={sentence(found)}>
          <Floods floods={found.floods} />
          <Found alarms={found.alarms} />
          <Watched />
        </Page>
      )}
    </Loaded>
  );
}

function Found({ alarms: all }: { alarms: Alarms['alarms'] }) {
  if (all.length === 0) return <Notice>{text.alarms.noneHint}</Notice>;
  const standing = all.filter(isStanding);
  const shelved = all.filter((alarm) => isShelved(alarm));
  const past = all.filter((alarm) => !isStanding(alarm) && !isShelved(alarm));
  return (
    <>
      <Section title={text.alarms.standing}>
        {standing.length === 0 ? (
          <p>{text.alarms.nothingStands}</p>
        ) : (
          <AlarmTable label={text.alarms.standing} alarms={standing} />
        )}
      </Section>
      {shelved.length > 0 && (
        <Section title={text.alarms.shelved}>
          <ShelvedTable label={text.alarms.shelved} alarms={shelved} />
        </Section>
      )}
      {past.length > 0 && (
        <Section title={text.alarms.past}>
          <AlarmTable label={text.alarms.past} alarms={past} />
        </Section>
      )}
    </>
  );
}

function Watched() {
  return (
    <Loaded what={text.alarms.detection} query={useQuery(monitor())}>
      {(found) => (
        <>
          {found.detection.length > 0 && <DetectionTable detection={found.detection} />}
          <Gaps gaps={found.gaps} />
        </>
      )}
    </Loaded>
  );
}

function sentence({ alarms: all }: Alarms): string {
  if (all.length === 0) return text.alarms.none;
  const told = all.filter((alarm) => !isShelved(alarm));
  const active = told.filter(({ clearedAt }) => !clearedAt).length;
  const unknown = told.filter(isToAcknowledge).length;
  return text.alarms.sentence(active, unknown, all.length);
}
