const STEPS = [
  { unit: 's', size: 1 },
  { unit: 'min', size: 60 },
  { unit: 'h', size: 3600 },
  { unit: 'd', size: 86_400 },
] as const;

const SPACE = '\u00a0';

/** How long, in the largest unit that fits: 19 s, 18 min, 3 h, 31 d. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const step = STEPS.findLast(({ size }) => seconds >= size) ?? STEPS[0];
  return `${Math.floor(seconds / step.size)}${SPACE}${step.unit}`;
}

/** When something was true, seen from now: 'now', '2 s ago', 'in 5 s'. */
export function age(at: number, now: number): string {
  const milliseconds = now - at;
  if (Math.abs(milliseconds) < 1500) return 'now';
  return milliseconds > 0 ? `${span(milliseconds)} ago` : `in ${span(-milliseconds)}`;
}

/** Local time of day, with the day in front when it is not today's. */
export function timeOfDay(at: number, now: number): string {
  const time = new Date(at);
  const clock = time.toLocaleTimeString('en-GB', { hour12: false });
  return time.toDateString() === new Date(now).toDateString() ? clock : `${day(time)} ${clock}`;
}

function day(time: Date): string {
  return time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The same instant in UTC, and what the local clock's zone is. */
export function inUtc(at: number): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `${new Date(at).toISOString().replace('T', ' ').replace('Z', ' UTC')} (shown in ${zone})`;
}
