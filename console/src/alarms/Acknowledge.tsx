import type { Alarm } from '../api/schema';
import { text } from '../text/catalogue';
import { OrderButton } from './OrderButton';

/** Says that somebody knows of an alarm, as it was raised last. */
export function Acknowledge({ alarm: { node, name, raisedAt } }: { alarm: Alarm }) {
  return (
    <OrderButton
      node={node}
      action={{ kind: 'acknowledge-alarm', alarm: name, raisedAt }}
      label={text.alarms.acknowledge}
      says={text.alarms.acknowledgeOne(name)}
    />
  );
}
