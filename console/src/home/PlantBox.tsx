import type { Overview } from '../api/schema';
import { address } from '../address';
import { grouped } from '../figures/figures';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { NodeEntry } from './NodeEntry';
import styles from './home.module.css';

/** The plant's edge: every node with its assets, and whether the journals balance. */
export function PlantBox({ nodes, journal }: Overview) {
  return (
    <section className={styles.plant} data-station="plant" aria-label={text.home.plant}>
      <ul className={styles.nodes}>
        {nodes.map((node) => (
          <NodeEntry key={node.name} node={node} />
        ))}
        {nodes.length === 0 && (
          <li className={styles.noNodes}>
            {text.home.noNodes} <To href={address.nodes}>{text.home.addNode}</To>
          </li>
        )}
      </ul>
      <Journal journal={journal} />
    </section>
  );
}

function Journal({ journal }: { journal: Overview['journal'] }) {
  const rows = ['made', 'delivered', 'pending', 'dropped'] as const;
  return (
    <To
      href={address.nodes}
      className={styles.journal}
      data-tone={journal.balanced ? 'plain' : 'alarm'}
    >
      <span className={styles.journalTitle}>
        {text.journal.title}{' '}
        <b>{journal.balanced ? text.journal.balanced : text.journal.unbalanced}</b>
      </span>
      {rows.map((row) => (
        <span key={row} data-tone={row === 'dropped' && journal.dropped > 0 ? 'alarm' : 'plain'}>
          {text.journal[row]} <span>{grouped(journal[row])}</span>
        </span>
      ))}
    </To>
  );
}
