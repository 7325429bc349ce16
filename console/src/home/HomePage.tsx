import { useQuery } from '@tanstack/react-query';
import { useConnection } from '../api/connection';
import { overview } from '../api/queries';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { HomeSkeleton } from './HomeSkeleton';
import { Picture } from './Picture';
import { Sentence } from './Sentence';
import styles from './home.module.css';

/** The picture of the whole loop, live. */
export function HomePage() {
  const { data, error, refetch } = useQuery(overview());
  const lost = useConnection().state === 'lost';
  if (data) {
    return (
      <div className={styles.home} data-lost={lost}>
        <Sentence overview={data} lost={lost} />
        <Picture overview={data} />
      </div>
    );
  }
  return (
    <div className={styles.home}>
      {error ? <Wrong what={text.pages.home} error={error} retry={refetch} /> : <HomeSkeleton />}
    </div>
  );
}
