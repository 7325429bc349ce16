import { text } from '../text/catalogue';
import { isAt, pages } from './pages';

/** What a browser calls a page in its tabs and its history: 'hall-1 · Nodes · Orilla'. */
export function titleOf(path: string): string {
  const page = pages.find((each) => isAt(each, path));
  const shown = decodeURIComponent(path.split('/')[2] ?? '');
  const name = path === page?.adding?.href ? page.adding.name : shown;
  return [name, page?.name, text.product].filter(Boolean).join(' · ');
}
