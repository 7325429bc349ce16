/** The tokens that the chart draws with, read from the page since a canvas knows no variables. */
export type Palette = Record<
  | 'line'
  | 'strongLine'
  | 'text'
  | 'muted'
  | 'accent'
  | 'alarm'
  | 'alarmSoft'
  | 'signal'
  | 'label'
  | 'surface',
  string
>;

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    line: token('--line'),
    strongLine: token('--strong-line'),
    text: token('--text'),
    muted: token('--muted'),
    accent: token('--accent'),
    alarm: token('--alarm'),
    alarmSoft: token('--alarm-soft'),
    signal: token('--series-1'),
    label: token('--series-2'),
    surface: token('--surface'),
  };
}
