import { useConnection } from '../api/connection';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Moment } from '../time/Age';
import { useNow } from '../time/clock';
import styles from './shell.module.css';

/** Says that the page no longer hears the server, and since when: what is shown grows old. */
export function ServerLost() {
  const link = useConnection();
  const now = useNow();
  if (link.state !== 'lost') return null;
  return (
    <div className={styles.lost} role="alert">
      <b>{text.shell.lost}</b> {text.shell.lostSince} <Moment at={link.since} /> (
      {span(now - link.since)}). {text.shell.lostHint}
    </div>
  );
}
