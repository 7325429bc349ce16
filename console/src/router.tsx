import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { parseQuery, query, type Search } from './address';
import { HomePage } from './home/HomePage';
import { NotFound } from './parts/NotFound';
import { Shell } from './shell/Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const tables = createRoute({
  getParentRoute: () => root,
  path: '/tables',
  component: lazyRouteComponent(() => import('./tables/TablesPage'), 'TablesPage'),
});

const table = createRoute({
  getParentRoute: () => root,
  path: '/tables/$name',
  component: lazyRouteComponent(() => import('./tables/TablePage'), 'TablePage'),
});

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  component: lazyRouteComponent(() => import('./runs/RunsPage'), 'RunsPage'),
});

const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(() => import('./models/ModelsPage'), 'ModelsPage'),
});

const model = createRoute({
  getParentRoute: () => root,
  path: '/models/$name',
  component: lazyRouteComponent(() => import('./models/ModelPage'), 'ModelPage'),
});

const nodes = createRoute({
  getParentRoute: () => root,
  path: '/nodes',
  component: lazyRouteComponent(() => import('./nodes/NodesPage'), 'NodesPage'),
});

const node = createRoute({
  getParentRoute: () => root,
  path: '/nodes/$name',
  component: lazyRouteComponent(() => import('./nodes/NodePage'), 'NodePage'),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  component: lazyRouteComponent(() => import('./sources/SourcesPage'), 'SourcesPage'),
});

const source = createRoute({
  getParentRoute: () => root,
  path: '/sources/$name',
  component: lazyRouteComponent(() => import('./sources/SourcePage'), 'SourcePage'),
});

const newSource = createRoute({
  getParentRoute: () => root,
  path: '/new-source',
  component: lazyRouteComponent(() => import('./sources/NewSourcePage'), 'NewSourcePage'),
});

const alarms = createRoute({
  getParentRoute: () => root,
  path: '/alarms',
  component: lazyRouteComponent(() => import('./alarms/AlarmsPage'), 'AlarmsPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
});

const predictions = createRoute({
  getParentRoute: () => root,
  path: '/predictions',
  component: lazyRouteComponent(() => import('./predictions/PredictionsPage'), 'PredictionsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    tables,
    table,
    runs,
    models,
    model,
    nodes,
    node,
    sources,
    source,
    newSource,
    predictions,
    alarms,
    audit,
  ]),
  parseSearch: parseQuery,
  stringifySearch: (search) => query(search as Search),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
