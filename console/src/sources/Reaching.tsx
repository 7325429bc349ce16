import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Connector, Node } from '../api/schema';
import { isHeard } from '../nodes/nodes';
import { text } from '../text/catalogue';
import { useNow } from '../time/clock';
import type { Editing } from './editing';
import { ProbeLine } from './ProbeLine';
import type { Probed, Reading } from './probing';
import { SettingsFields } from './SettingsFields';
import type { Problems, Schema } from './settingsSchema';
import styles from './sources.module.css';

type Props = {
  connector: Connector;
  nodes: readonly Node[];
  editing: Editing;
  problems: Problems;
  isNew: boolean;
  probed: Probed;
  readings: readonly (Reading | undefined)[];
  asked: boolean;
  test: () => void;
  stop: () => void;
};

/** Which node reads it and how it is reached, with the test of that. */
export function Reaching({ connector, editing, problems, probed, asked, ...rest }: Props) {
  const { draft, changeSettings } = editing;
  return (
    <div className={styles.form}>
      <Identity {...{ editing, problems }} nodes={rest.nodes} isNew={rest.isNew} />
      <SettingsFields
        schema={connector.settings as Schema}
        value={draft.settings}
        path={['settings']}
        problems={problems}
        onChange={changeSettings}
      />
      <div className={styles.testing}>
        <div className={styles.test}>
          <Button variant={asked ? 'default' : 'filled'} onClick={rest.test}>
            {asked ? text.sources.testAgain : text.sources.test}
          </Button>
          {asked && probed.state !== 'over' && (
            <Button variant="subtle" onClick={rest.stop}>
              {text.sources.stop}
            </Button>
          )}
        </div>
        <ProbeLine probed={probed} node={draft.node} readings={rest.readings} />
      </div>
    </div>
  );
}

/** Its name, and the node that reads it. */
function Identity({
  editing,
  nodes,
  problems,
  isNew,
}: Pick<Props, 'editing' | 'nodes' | 'problems' | 'isNew'>) {
  const now = useNow();
  const { draft, change } = editing;
  return (
    <>
      {isNew && (
        <TextInput
          size="sm"
          label={text.sources.name}
          description={text.sources.nameHint}
          error={problems.name}
          withAsterisk
          value={draft.name}
          spellCheck={false}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => change({ name: value })}
        />
      )}
      <NativeSelect
        size="sm"
        label={text.sources.node}
        description={text.sources.nodeHint}
        error={problems.node}
        value={draft.node}
        data={nodes.map((node) => ({
          value: node.name,
          label: isHeard(node, now) ? node.name : text.sources.away(node.name),
        }))}
        onChange={({ currentTarget: { value } }) => change({ node: value })}
      />
    </>
  );
}
