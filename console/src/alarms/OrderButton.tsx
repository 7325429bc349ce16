import { Button } from '@mantine/core';
import type { Action } from '../api/schema';
import { Ordered, useOrder } from './order';
import styles from './alarms.module.css';

type Props = { node: string; action: Action; label: string; says: string };

/** Gives an order at once, and then says what came of it. */
export function OrderButton({ node, action, label, says }: Props) {
  const order = useOrder(node);
  if (order.data) return <Ordered id={order.data.id} />;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={order.isPending}
        onClick={() => order.mutate(action)}
        aria-label={says}
      >
        {label}
      </Button>
      {order.error && <span className={styles.failed}>{order.error.message}</span>}
    </>
  );
}
