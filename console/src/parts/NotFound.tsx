import { address } from '../address';
import { text } from '../text/catalogue';
import { Notice } from './Notice';
import { Page } from './Page';
import { To } from './To';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page sentence={text.notFound.title}>
      <Notice>
        {text.notFound.hint} <To href={address.home}>{text.pages.home}</To>
      </Notice>
    </Page>
  );
}
