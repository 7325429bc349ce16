import { SILENCE } from '../time/ages';

type Heard = { connected: boolean; lastSeen?: string };

/** Whether a node was not heard of lately, by its own last word and the time now. */
export function isSilent({ connected, lastSeen }: Heard, now: number): boolean {
  return !connected || lastSeen === undefined || now - Date.parse(lastSeen) > SILENCE;
}
