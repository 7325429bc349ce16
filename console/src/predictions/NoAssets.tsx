import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { text } from '../text/catalogue';

/** Before any asset is predicted. */
export function NoAssets() {
  return (
    <Page sentence={text.predictions.empty}>
      <Notice>
        <p>{text.predictions.emptyHint}</p>
        <code>orilla apply workload.yaml</code>
      </Notice>
    </Page>
  );
}
