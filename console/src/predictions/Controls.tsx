import { Button, Menu, SegmentedControl } from '@mantine/core';
import type { PredictionView, Range } from '../address';
import type { Overview } from '../api/schema';
import { shortName } from '../figures/names';
import { text } from '../text/catalogue';
import { timeOfDay } from '../time/ages';
import { useNow } from '../time/clock';
import { Detection } from './Detection';
import { assetsOf } from './view';
import styles from './predictions.module.css';

type Props = {
  asset: string | undefined;
  overview: Overview | undefined;
  range: Range | undefined;
  go: (change: PredictionView) => void;
};

const FOLLOWING = ['live', '10m', '1h', '1d'] as const;

/** Which asset, and which time. */
export function Controls({ asset, overview, range, go }: Props) {
  const assets = overview ? assetsOf(overview) : [];
  const node = assets.find(({ name }) => name === asset)?.node;
  return (
    <div className={styles.controls}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" aria-label={text.predictions.asset}>
            {asset && <b>{shortName(asset)}</b>}&nbsp;{node && text.predictions.on(node)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {assets.map(({ name }) => (
            <Menu.Item
              key={name}
              aria-current={name === asset}
              onClick={() => go({ asset: name, window: undefined, range: follow(range) })}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Ranges range={range} go={go} />
      {asset && <Detection asset={asset} />}
    </div>
  );
}

function follow(range: Range | undefined): Range | undefined {
  return range && 'last' in range ? range : undefined;
}

function Ranges({ range, go }: Pick<Props, 'range' | 'go'>) {
  const now = useNow();
  const fixed = range && 'from' in range ? range : undefined;
  const choices: { value: string; label: string }[] = FOLLOWING.map((value) => ({
    value: value,
    label: text.predictions.ranges[value],
  }));
  if (fixed) {
    const label = `${timeOfDay(fixed.from / 1000, now)}–${timeOfDay(fixed.to / 1000, now)}`;
    choices.push({ value: 'fixed', label });
  }
  return (
    <SegmentedControl
      aria-label={text.predictions.range}
      size="xs"
      data={choices}
      value={fixed ? 'fixed' : range && 'last' in range ? range.last : ''}
      onChange={(value) => {
        const last = FOLLOWING.find((each) => each === value);
        if (last) go({ range: { last } });
      }}
      classNames={{ root: styles.ranges, indicator: styles.rangesChosen }}
      transitionDuration={0}
    />
  );
}
