import { Modal } from '@mantine/core';
import { createContext, useContext, useState, type ReactNode } from 'react';
import type { Node } from '../api/schema';
import { text } from '../text/catalogue';
import { CommandForm } from './CommandForm';
import type { Kind } from './kinds';

type Begin = (kind: Kind, workload?: string) => void;

const Context = createContext<Begin>(() => undefined);

/** Begins a command for the node of the page: shows its plan and asks. */
export function useCommanding(): Begin {
  return useContext(Context);
}

/** A part of the page in which its node can be told something. */
export function Commanding({ node, children }: { node: Node; children: ReactNode }) {
  const [wish, setWish] = useState<{ kind: Kind; workload?: string }>();
  return (
    <Context value={(kind, workload) => setWish({ kind, workload })}>
      {children}
      <Modal
        opened={wish !== undefined}
        onClose={() => setWish(undefined)}
        title={wish && text.commands.title(text.commands.kinds[wish.kind].name, node.name)}
        size={520}
      >
        {wish && <CommandForm node={node} wish={wish} onDone={() => setWish(undefined)} />}
      </Modal>
    </Context>
  );
}
