import { address } from '../address';
import { text } from '../text/catalogue';

/** What somebody did and to what; `href` is the page of that, where there is one. */
export type Deed = { what: string; on: string; href?: string };

const ON_NODE = /^(.+) on node (\S+)$/;
const REQUEST = /^([A-Z]+) \/api\/v1\/(\S+?)(?:\/(run|cancel|revoke|plan|replay))?$/;

/** Reads an entry of the audit: words, or a request's method and path. */
export function deed(action: string): Deed {
  const [, what, node] = ON_NODE.exec(action) ?? [];
  if (what && node) return { what, on: node, href: address.node(node) };
  const [, method, path, verb] = REQUEST.exec(action) ?? [];
  if (!method || !path) return { what: action, on: '' };
  const [, name] = /^nodes\/([^/]+)/.exec(path) ?? [];
  return {
    what: verb ?? text.audit.methods[method] ?? method,
    on: decodeURIComponent(path),
    href: name && address.node(name),
  };
}
