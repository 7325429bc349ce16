import { useRef, useState } from 'react';
import { address } from '../address';
import type { Connector, Declared, Node } from '../api/schema';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Chosen } from './Chosen';
import { Declaring } from './Declaring';
import { useEditing } from './editing';
import { Finding } from './Finding';
import { askedAs, isUnasked, questionText, useProbe } from './probing';
import { Reaching } from './Reaching';
import { useSaving } from './saving';
import { SourceDetails, SourceSentence } from './SourceHead';
import { isSame, type Draft } from './sourceDocument';
import styles from './sources.module.css';
import { Withdraw } from './Withdraw';

type Props = {
  connector: Connector;
  nodes: readonly Node[];
  taken: ReadonlySet<string>;
  initial: Draft;
  declared?: Declared;
  withdrawn?: () => void;
};

/** A source being written: how to reach it, what there is, what of it is read and what it says now. */
export function SourceEditor({
  connector,
  nodes,
  taken,
  initial,
  declared,
  withdrawn = () => undefined,
}: Props) {
  const page = useRef<HTMLDivElement>(null);
  const editing = useEditing(initial, connector, taken);
  const { draft } = editing;
  const saving = useSaving(draft);
  const [round, setRound] = useState(0);
  const isReachable = !Object.keys(editing.found).some(isOfSettings);
  const probed = useProbe(round > 0 && isReachable ? questionText(draft) : undefined, round);
  const readings = draft.signals.map(({ address: at }) => probed.readings.get(askedAs(at)));
  const others = [...probed.readings.values()].filter(isUnasked);
  const problems = { ...saving.places, ...editing.shown };

  /** Does it when nothing is wrong there; else goes to what is to be mended first. */
  function whenWhole(matters: (path: string) => boolean, action: () => void) {
    if (editing.isWhole(matters)) return action();
    requestAnimationFrame(() =>
      page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  }

  return (
    <div ref={page}>
      <Page
        sentence={<SourceSentence {...{ connector, nodes, declared }} />}
        details={declared ? <SourceDetails {...{ declared, nodes }} /> : connector.description}
        actions={
          declared ? (
            <Withdraw source={initial} withdrawn={withdrawn} />
          ) : (
            <To href={address.newSource({ node: draft.node })} className={styles.other}>
              {text.sources.other}
            </To>
          )
        }
      >
        <div className={styles.editor}>
          <Section title={text.sources.from}>
            <Reaching
              {...{ connector, nodes, editing, problems, probed }}
              isNew={!declared}
              asked={round > 0}
              readings={[...readings, ...others]}
              test={() => whenWhole(isOfSettings, () => setRound(round + 1))}
              stop={() => setRound(0)}
            />
          </Section>
          <div className={styles.what}>
            <Finding connector={connector} editing={editing} />
            <Chosen
              {...{ connector, editing, problems }}
              readings={readings}
              others={others}
              live={probed.state === 'told' && probed.connected}
            />
            <Declaring
              {...{ draft, saving }}
              isNew={!declared}
              same={declared !== undefined && isSame(draft, initial)}
              wrong={editing.tried ? Object.keys(editing.found).length : 0}
              save={() => whenWhole(() => true, saving.save)}
            />
          </div>
        </div>
      </Page>
    </div>
  );
}

function isOfSettings(path: string): boolean {
  return path.startsWith('settings');
}
