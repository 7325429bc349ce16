import { useSyncExternalStore } from 'react';
import { clock } from '../time/clock';

/** Whether the server is heard of; `since` is when it last was, in ms. */
export type Link = { state: 'unknown' | 'heard' | 'lost'; since: number };

/** What the page knows of its own link to the server. */
export class Connection {
  #link: Link = { state: 'unknown', since: clock.read() };
  #lastHeard = clock.read();
  readonly #listeners = new Set<() => void>();

  heard(): void {
    this.#lastHeard = clock.read();
    if (this.#link.state !== 'heard') this.#become({ state: 'heard', since: this.#lastHeard });
  }

  failed(): void {
    if (this.#link.state !== 'lost') this.#become({ state: 'lost', since: this.#lastHeard });
  }

  get lastHeard(): number {
    return this.#lastHeard;
  }

  link = (): Link => this.#link;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #become(link: Link): void {
    this.#link = link;
    this.#listeners.forEach((listener) => listener());
  }
}

export const connection = new Connection();

export function useConnection(): Link {
  return useSyncExternalStore(connection.subscribe, connection.link);
}
