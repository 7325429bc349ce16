import { useSyncExternalStore } from 'react';

/**
 * The server's time, ticking once a second for every age on the page. It is the browser's clock
 * corrected by what the server said, since the two may differ by more than an age is worth.
 */
export class Clock {
  #offset: number | undefined;
  #now = Date.now();
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #listeners = new Set<() => void>();

  /** The server was at this time when it sent what just came; the least delayed message wins. */
  synchronise(serverTime: number): void {
    const offset = serverTime - Date.now();
    if (this.#offset === undefined || offset > this.#offset) this.#offset = offset;
  }

  now = (): number => this.#now;

  read(): number {
    return Date.now() + (this.#offset ?? 0);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#tick(), 1000);
    this.#tick();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  #tick(): void {
    if (document.hidden) return;
    this.#now = this.read();
    this.#listeners.forEach((listener) => listener());
  }
}

export const clock = new Clock();

/** The time now, in ms; the component renders again every second. */
export function useNow(): number {
  return useSyncExternalStore(clock.subscribe, clock.now);
}
