/** Hands on the latest of what it is offered, at most once per interval, and never loses the last. */
export class Throttle<T> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: { value: T } | undefined;
  readonly #apart: number;
  readonly #deliver: (value: T) => void;

  constructor(apart: number, deliver: (value: T) => void) {
    this.#apart = apart;
    this.#deliver = deliver;
  }

  offer(value: T): void {
    this.#latest = { value };
    if (this.#timer === undefined) this.#flush();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#latest = undefined;
  }

  #flush(): void {
    const latest = this.#latest;
    this.#timer = undefined;
    if (!latest) return;
    this.#latest = undefined;
    this.#deliver(latest.value);
    this.#timer = setTimeout(() => this.#flush(), this.#apart);
  }
}
