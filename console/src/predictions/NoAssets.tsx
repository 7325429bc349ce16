import { Notice } from '../parts/Notice';
import { text } from '../text/catalogue';
import styles from './predictions.module.css';

/** Before any asset is predicted. */
export function NoAssets() {
  return (
    <div className={styles.page}>
      <Notice title={text.predictions.empty}>
        <p>{text.predictions.emptyHint}</p>
        <code>orilla apply workload.yaml</code>
      </Notice>
    </div>
  );
}
