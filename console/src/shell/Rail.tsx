import { useQuery } from '@tanstack/react-query';
import { address } from '../address';
import { overview } from '../api/queries';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Appearance } from './Appearance';
import { Logo } from './Logo';
import { groups, isAt } from './pages';
import styles from './shell.module.css';

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
                {page.href === address.alarms && <Lasting />}
              </To>
            ))}
          </div>
        ))}
      </nav>
      <Appearance />
    </>
  );
}

/** How many alarms last. */
function Lasting() {
  const count = useQuery(overview()).data?.alarms.length ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.badge} aria-label={text.alarms.lastingCount(count)}>
      {count}
    </span>
  );
}
