// Waiting longer after each failure, unless somebody is in a hurry.

const SHORTEST = 1000;
const LONGEST = 15000;

export class Pause {
  #end = () => {};

  /** Resolves after the time that the `tries`-th failure in a row deserves, or when `hurry` is called. */
  after(tries: number): Promise<void> {
    return new Promise((resolve) => {
      this.#end = resolve;
      setTimeout(resolve, Math.min(SHORTEST * 2 ** tries, LONGEST));
    });
  }

  hurry(): void {
    this.#end();
  }
}
