import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { address } from '../address';
import { connectors, documents, nodes } from '../api/queries';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { SourceEditor } from './SourceEditor';
import { draftOf } from './sources';

/** A declared source, in the form it was made with. */
export function SourcePage() {
  const { name } = useParams({ from: '/sources/$name' });
  const described = useQuery(connectors());
  const fleet = useQuery(nodes()).data ?? [];
  const [left, setLeft] = useState<{ name: string; node: string }>();
  const all = useQuery(documents('sources'));
  if (left?.name === name) return <Withdrawn {...left} />;
  return (
    <Loaded what={name} query={all}>
      {(found) => {
        const declared = found.find(({ metadata }) => metadata.name === name);
        if (!declared) return <Absent name={name} what={text.sources.oneSource(name)} />;
        return (
          <Loaded what={text.sources.protocol} query={described}>
            {(known) => {
              const initial = draftOf(declared);
              const connector = known.find(({ type }) => type === initial.connector);
              if (!connector)
                return <Absent name={name} what={text.sources.oneConnector(initial.connector)} />;
              return (
                <SourceEditor
                  key={name}
                  connector={connector}
                  nodes={fleet}
                  taken={new Set()}
                  initial={initial}
                  declared={declared}
                  withdrawn={() => setLeft(initial)}
                />
              );
            }}
          </Loaded>
        );
      }}
    </Loaded>
  );
}

function Absent({ name, what }: { name: string; what: string }) {
  return (
    <Page
      sentence={
        <>
          <To href={address.sources}>{text.pages.sources}</To> / {name}
        </>
      }
    >
      <Notice title={text.wrong.absent(what)} />
    </Page>
  );
}

function Withdrawn({ name, node }: { name: string; node: string }) {
  return (
    <Page sentence={text.sources.withdrawn(name)}>
      <Notice>
        <p>{text.sources.withdrawnHint(node)}</p>
        <To href={address.sources}>{text.pages.sources}</To>
      </Notice>
    </Page>
  );
}
