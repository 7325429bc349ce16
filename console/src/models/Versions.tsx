import { address } from '../address';
import type { Model } from '../api/schema';
import { significant } from '../figures/figures';
import { Copyable } from '../parts/Copyable';
import { Listing, type Column } from '../parts/Listing';
import { text } from '../text/catalogue';
import { Age } from '../time/Age';
import type { Version } from './ModelPage';

type Props = { model: Model; chosen: number | undefined };

/** The versions of a model, newest first. */
export function Versions({ model, chosen }: Props) {
  return (
    <Listing
      label={text.models.versions}
      items={model.versions}
      columns={columns(model)}
      keyOf={({ version }) => `${version}`}
      href={({ version }) => address.model(model.name, version)}
      isChosen={({ version }) => version === chosen}
    />
  );
}

function columns({ champion }: Model): Column<Version>[] {
  return [
    {
      title: text.models.version,
      show: ({ version }) =>
        text.models.named(version) +
        (version === champion ? `, ${text.models.champion.toLowerCase()}` : ''),
    },
    { title: text.models.algorithm, show: ({ algorithm }) => algorithm },
    {
      title: text.models.parity,
      show: ({ parity }) => significant(parity.largestRelative, 2),
      figure: true,
    },
    { title: text.models.bundle, show: ({ bundle }) => <Copyable value={bundle} /> },
    { title: text.models.created, show: ({ createdAt }) => <Age at={createdAt} />, figure: true },
  ];
}
