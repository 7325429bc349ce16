import { Button, Menu } from '@mantine/core';
import { text } from '../text/catalogue';
import { useCommanding } from './commanding';
import { isFinal, KINDS } from './kinds';
import styles from './commands.module.css';

/** What the node can be told. */
export function CommandMenu() {
  const { begin } = useCommanding();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="default">{text.commands.menu}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() => begin(kind)}
            className={isFinal(kind) ? styles.finalItem : undefined}
          >
            {text.commands.kinds[kind].name}…
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
