import type { Alarms } from '../api/schema';
import { Notice } from '../parts/Notice';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';

/** That a node holds alarms back, as there are more than anybody can look at. */
export function Floods({ floods }: { floods: Alarms['floods'] }) {
  return floods
    .filter(({ until }) => !until)
    .map(({ node, since, alarms }) => (
      <Notice key={`${node} ${since}`} tone="alarm" title={text.alarms.flood(node)}>
        <p>
          {text.alarms.floodSince} <Moment at={since} />. {text.alarms.floodMeans}
        </p>
        <p>{alarms.join(', ')}</p>
      </Notice>
    ));
}
