import { AppShell, Burger } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { text } from '../text/catalogue';
import { Header } from './Header';
import { Rail } from './Rail';
import { ServerLost } from './ServerLost';
import { Search } from './Search';
import { Shortcuts } from './Shortcuts';
import { titleOf } from './title';
import styles from './shell.module.css';

/** What stands around every page: the rail, the header, and whether the server is heard. */
export function Shell() {
  const [open, rail] = useDisclosure();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useDocumentTitle(titleOf(path));
  return (
    <AppShell
      layout="alt"
      header={{ height: 48 }}
      navbar={{ width: 176, breakpoint: 1080, collapsed: { mobile: !open } }}
      transitionDuration={0}
    >
      <a className={styles.skip} href="#page">
        {text.shell.skip}
      </a>
      <AppShell.Navbar className={styles.rail}>
        <Rail path={path} onGo={rail.close} />
      </AppShell.Navbar>
      <AppShell.Header className={styles.header}>
        <Burger
          opened={open}
          onClick={rail.toggle}
          className={styles.burger}
          size="sm"
          aria-label={text.shell.menu}
        />
        <Header />
      </AppShell.Header>
      <AppShell.Main id="page" tabIndex={-1} className={styles.main}>
        <ServerLost />
        <Outlet />
      </AppShell.Main>
      <Search />
      <Shortcuts />
    </AppShell>
  );
}
