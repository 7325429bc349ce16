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

const predictions = createRoute({
  getParentRoute: () => root,
  path: '/predictions',
  component: lazyRouteComponent(() => import('./predictions/PredictionsPage'), 'PredictionsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, predictions]),
  parseSearch: parseQuery,
  stringifySearch: (search) => query(search as Search),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
