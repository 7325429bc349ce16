import { To } from '../parts/To';
import { Appearance } from './Appearance';
import { Logo } from './Logo';
import { groups, isAt } from './pages';
import styles from './shell.module.css';
import { text } from '../text/catalogue';

type Props = { path: string; onGo: () => void };

/** The pages by group. */
export function Rail({ path, onGo }: Props) {
  return (
    <>
      <Logo />
      <nav className={styles.pages} aria-label={text.shell.pages}>
        {groups.map((group) => (
          <div key={group.name ?? ''}>
            {group.name && <p className={styles.group}>{group.name}</p>}
            {group.pages.map((page) => (
              <To
                key={page.href}
                href={page.href}
                className={styles.page}
                aria-current={isAt(page, path) ? 'page' : undefined}
                onClick={onGo}
              >
                {page.name}
              </To>
            ))}
          </div>
        ))}
      </nav>
      <Appearance />
    </>
  );
}
