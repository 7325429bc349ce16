import { address } from '../address';
import { text } from '../text/catalogue';
import { Notice } from './Notice';
import { To } from './To';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Notice title={text.notFound.title}>
      {text.notFound.hint} <To href={address.home}>{text.pages.home}</To>
    </Notice>
  );
}
