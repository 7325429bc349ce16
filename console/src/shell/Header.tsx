import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { parseQuery } from '../address';
import { overview } from '../api/queries';
import { assetParts, siteOf } from '../figures/names';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { useNow } from '../time/clock';
import { openSearch } from './Search';
import styles from './shell.module.css';

/** Where one is, the way to anything else, and the time. */
export function Header() {
  return (
    <>
      <Place />
      <button type="button" className={styles.search} onClick={openSearch}>
        {text.shell.search}
        <kbd>Ctrl K</kbd>
      </button>
      <span className={styles.clock}>
        <Moment at={useNow()} />
      </span>
    </>
  );
}

function Place() {
  const { data } = useQuery(overview());
  const asset = useRouterState({
    select: ({ location }) => parseQuery(location.searchStr).asset,
  });
  const site = asset ? siteOf(asset) : data?.assets[0] && siteOf(data.assets[0].name);
  return (
    <p className={styles.place}>
      <b>{site ?? text.product}</b>
      {asset ? assetParts(asset).slice(-2).join(' · ') : text.shell.allSites}
    </p>
  );
}
