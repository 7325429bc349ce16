import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { text } from '../text/catalogue';
import styles from './shell.module.css';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Light, dark, or as the system says. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <Menu position="top-start" width={160}>
      <Menu.Target>
        <button type="button" className={styles.appearance}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <circle cx="8" cy="8" r="6.500" />
            <path d="M8 1.500a6.500 6.500 0 0 1 0 13z" />
          </svg>
          {text.appearance[colorScheme]}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            aria-current={scheme === colorScheme}
          >
            {text.appearance[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
