/** What is around every page. */
export const frame = {
  product: 'Orilla',
  never: 'never',
  loading: 'Loading',
  pages: {
    home: 'Home',
    tables: 'Tables',
    runs: 'Runs',
    models: 'Models',
    nodes: 'Nodes',
    predictions: 'Predictions',
    alarms: 'Alarms',
    audit: 'Audit',
  },
  groups: { data: 'Data', training: 'Training', edge: 'Edge', watch: 'Watch' },
  appearance: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  shell: {
    skip: 'Skip to the page',
    menu: 'Pages',
    pages: 'Pages',
    search: 'Search or run a command',
    allSites: 'All sites',
    lost: 'The server is not heard.',
    lostSince: 'Last heard at',
    lostHint: 'What is shown below was true then; the page goes on trying.',
  },
  search: {
    nothing: 'Nothing has that name.',
    pages: 'Pages',
    assets: 'Assets',
    commands: 'Commands',
    onNode: (node: string) => `on ${node}`,
    appearance: (scheme: string) => `Appearance: ${scheme.toLowerCase()}`,
  },
  keys: {
    title: 'Keyboard',
    goTo: (page: string) => `Go to ${page}`,
    others: [
      ['Ctrl K', 'Find any object or command'],
      ['/', 'Filter the page'],
      ['↑ ↓', 'Step through rows'],
      ['← →', 'Step through windows'],
      ['Enter', 'Open'],
      ['Esc', 'Close'],
      ['?', 'Show these keys'],
    ] as const,
  },
  notFound: { title: 'There is no such page.', hint: 'The address leads nowhere. Go to' },
  wrong: {
    title: (what: string, failed: 'loaded' | 'done') => `${what} could not be ${failed}.`,
    refused: (what: string, failed: 'loaded' | 'done') =>
      failed === 'done' ? `You may not do this: ${what}.` : `You may not see this: ${what}.`,
    refusedHint: 'Nothing was changed. Ask somebody who has that role.',
    stillTrue:
      'Nothing was changed: the nodes go on working and keep what they make in their journals.',
    unreachable:
      'The server did not answer. Look whether it runs, and whether this machine reaches it.',
    status: (status: number) => `The server answered with status ${status}.`,
    retry: 'Try again',
  },
  copy: { copy: (what: string) => `Copy ${what}`, copied: 'copied', command: 'Copy the command' },
  filter: 'Filter',
};
