import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { address, parseQuery } from '../address';
import { connectors, documents, nodes } from '../api/queries';
import { AddNode } from '../nodes/AddNode';
import { Loaded } from '../parts/Loaded';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Protocols } from './Protocols';
import { blank, type Schema } from './settingsSchema';
import { SourceEditor } from './SourceEditor';

/** A new source: first its protocol, then all else. */
export function NewSourcePage() {
  const wish = parseQuery(useRouterState({ select: ({ location }) => location.searchStr }));
  const fleet = useQuery(nodes());
  const declared = useQuery(documents('sources')).data ?? [];
  return (
    <Loaded what={text.sources.addTitle} query={useQuery(connectors())}>
      {(described) => (
        <Loaded what={text.pages.nodes} query={fleet}>
          {(all) => {
            const chosen = described.find(({ type }) => type === wish.connector);
            if (all.length === 0) return <NoNodes />;
            if (!chosen) return <Protocols connectors={described} node={wish.node} />;
            return (
              <SourceEditor
                key={chosen.type}
                connector={chosen}
                nodes={all}
                taken={new Set(declared.map(({ metadata }) => metadata.name))}
                initial={{
                  name: '',
                  node: wish.node ?? all[0]?.name ?? '',
                  connector: chosen.type,
                  settings: blank(chosen.settings as Schema),
                  signals: [],
                }}
              />
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

function NoNodes() {
  return (
    <Page
      sentence={
        <>
          <To href={address.sources}>{text.pages.sources}</To> / {text.sources.addTitle}
        </>
      }
    >
      <Notice>
        <p>{text.sources.noNodes}</p>
        <AddNode />
      </Notice>
    </Page>
  );
}
