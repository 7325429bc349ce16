import type { Alarm } from '../api/schema';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { OrderButton } from './OrderButton';

/** By whom an alarm is put aside, until when and why; and that it can be taken back. */
export function Shelved({ alarm: { node, name, shelf } }: { alarm: Alarm }) {
  if (!shelf) return null;
  return (
    <>
      {shelf.by}, {text.alarms.until} <Moment at={shelf.until} />: {shelf.reason}{' '}
      <OrderButton
        node={node}
        action={{ kind: 'unshelve-alarm', alarm: name }}
        label={text.alarms.unshelve}
        says={text.alarms.unshelveOne(name)}
      />
    </>
  );
}
