import { address } from '../address';
import type { Connector } from '../api/schema';
import { Page } from '../parts/Page';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import styles from './sources.module.css';

type Props = { connectors: readonly Connector[]; node: string | undefined };

/** What nodes can speak, one of which a source is. */
export function Protocols({ connectors, node }: Props) {
  return (
    <Page
      sentence={
        <>
          <To href={address.sources}>{text.pages.sources}</To> / {text.sources.pick}
        </>
      }
      details={text.sources.pickHint}
    >
      <ul className={styles.protocols}>
        {connectors.map(({ type, title, description }) => (
          <li key={type}>
            <To href={address.newSource({ connector: type, node })} data-row>
              {title}
            </To>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
