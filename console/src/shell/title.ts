import { text } from '../text/catalogue';
import { isAt, pages } from './pages';

/** What a browser calls a page in its tabs and its history: 'hall-1 · Nodes · Orilla'. */
export function titleOf(path: string): string {
  const page = pages.find((each) => isAt(each, path));
  const name = path.split('/')[2] ?? '';
  return [decodeURIComponent(name), page?.name, text.product].filter(Boolean).join(' · ');
}
