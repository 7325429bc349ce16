import { Modal } from '@mantine/core';
import type { Node } from '../api/schema';
import { text } from '../text/catalogue';
import { CommandForm } from './CommandForm';
import { useCommanding } from './commanding';

/** The plan of what the node is about to be told, when it is. */
export function CommandDialog({ node }: { node: Node }) {
  const { wish, leave } = useCommanding();
  return (
    <Modal
      opened={wish !== undefined}
      onClose={leave}
      title={wish && text.commands.title(text.commands.kinds[wish.kind].name, node.name)}
      size={520}
    >
      {wish && <CommandForm key={wish.kind} node={node} wish={wish} />}
    </Modal>
  );
}
