import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { parseQuery, query, type Search } from './address';
import { HomePage } from './home/HomePage';
import { NotFound } from './parts/NotFound';
import { Shell } from './shell/Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

export const router = createRouter({
  routeTree: root.addChildren([home]),
  parseSearch: parseQuery,
  stringifySearch: (search) => query(search as Search),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
