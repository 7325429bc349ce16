import { useMantineColorScheme } from '@mantine/core';
import {
  Spotlight,
  spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { address } from '../address';
import { documents, models, nodes, overview, tables } from '../api/queries';
import { KINDS } from '../commands/kinds';
import { text } from '../text/catalogue';
import { findable } from './found';
import styles from './shell.module.css';

export function openSearch() {
  spotlight.open();
}

/** Finds any object or command by its name. Objects are asked for when it opens. */
export function Search() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const asked = { enabled: open, refetchInterval: false as const };
  const known = {
    overview: useQuery({ ...overview(), enabled: open }).data,
    tables: useQuery({ ...tables(), ...asked }).data,
    models: useQuery({ ...models(), ...asked }).data,
    nodes: useQuery({ ...nodes(), ...asked }).data,
    sources: useQuery({ ...documents('sources'), ...asked }).data,
  };
  const objects: SpotlightActionGroupData[] = findable(known).map(([group, found]) => ({
    group,
    actions: found.map(({ name, hint, href }) => ({
      id: href,
      label: name,
      description: hint,
      onClick: () => void router.navigate({ href }),
    })),
  }));
  return (
    <Spotlight
      shortcut={['mod + K']}
      actions={[...objects, { group: text.search.commands, actions: useCommands() }]}
      onSpotlightOpen={() => setOpen(true)}
      nothingFound={text.search.nothing}
      searchProps={{ placeholder: text.shell.search, 'aria-label': text.shell.search }}
      scrollable
      radius="lg"
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      classNames={{
        content: styles.found,
        search: styles.foundSearch,
        actionsGroup: styles.foundGroup,
        action: styles.foundAction,
        actionDescription: styles.foundHint,
      }}
      maxHeight={440}
    />
  );
}

function useCommands(): SpotlightActionData[] {
  return [...useNodeCommands(), ...useAppearances()];
}

/** What the node of the page can be told; each shows its plan first. */
function useNodeCommands(): SpotlightActionData[] {
  const router = useRouter();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [, part] = /^\/nodes\/([^/]+)$/.exec(path) ?? [];
  if (!part) return [];
  const node = decodeURIComponent(part);
  return KINDS.map((kind) => ({
    id: `command-${kind}`,
    label: `${text.commands.title(text.commands.kinds[kind].name, node)}…`,
    onClick: () => void router.navigate({ href: address.node(node, { do: kind }) }),
  }));
}

function useAppearances(): SpotlightActionData[] {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (['light', 'dark', 'auto'] as const).map((scheme) => ({
    id: `appearance-${scheme}`,
    label: text.search.appearance(text.appearance[scheme]),
    onClick: () => setColorScheme(scheme),
  }));
}
