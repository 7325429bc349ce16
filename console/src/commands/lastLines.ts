/** The last of a text that grows: so much of it that a page can hold, cut between two lines. */
export class LastLines {
  #text = '';
  #cut = 0;
  readonly #most: number;

  constructor(most = 512_000) {
    this.#most = most;
  }

  add(more: string): void {
    this.#text += more;
    if (this.#text.length <= this.#most) return;
    const from = this.#text.indexOf('\n', this.#text.length - this.#most) + 1;
    this.#cut += from;
    this.#text = this.#text.slice(from);
  }

  get text(): string {
    return this.#text;
  }

  /** How many signs stood before. */
  get cut(): number {
    return this.#cut;
  }
}
