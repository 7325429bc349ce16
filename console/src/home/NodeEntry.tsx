import { address } from '../address';
import type { Overview } from '../api/schema';
import { shortName } from '../figures/names';
import { isHeard } from '../nodes/nodes';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { Age } from '../time/Age';
import { useNow } from '../time/clock';
import styles from './home.module.css';

type Node = Overview['nodes'][number];
type Asset = Node['assets'][number];

/** A node with its age, and how each of its assets is. */
export function NodeEntry({ node }: { node: Node }) {
  const now = useNow();
  const silent = !isHeard(node, now);
  return (
    <li className={styles.node} data-silent={silent}>
      <To href={address.node(node.name)} className={styles.nodeName}>
        <b>
          {node.name} {node.concern && <em className={styles.concern}>{node.concern}</em>}
        </b>
        <span className={styles.age}>
          <Age at={node.lastSeen} />
        </span>
        <small>
          {silent && node.lastSaid
            ? text.home.lastSaid(node.lastSaid)
            : text.home.signals(node.signals, node.connectors)}
        </small>
      </To>
      {!silent &&
        node.assets.map((asset) => <AssetState key={asset.name} asset={asset} now={now} />)}
    </li>
  );
}

function AssetState({ asset, now }: { asset: Asset; now: number }) {
  const { name, alarmSince, score, at } = asset;
  const latest = at ? Date.parse(at) : now;
  return (
    <To href={address.predictions({ asset: name })} className={styles.asset}>
      {shortName(name)}
      <span data-tone={alarmSince ? 'alarm' : 'plain'}>
        {alarmSince
          ? text.home.alarmFor(span(latest - Date.parse(alarmSince)))
          : text.home.assetState(score !== undefined)}
      </span>
    </To>
  );
}
