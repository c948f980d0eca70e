// Every later turn, whoever caused it, arrives by itself: as a stream, or where a network cuts streams or holds them up, by
// requests that wait. The stream is tried again after a while.

import type { Turn } from "../turn";
import { call, CONVERSATIONS, Fault } from "./call";
import { Pause } from "./pause";

/** Breaks without a turn between them before the other way is taken. */
const MOST_BROKEN = 2;
/** Milliseconds that a stream may take to say hello. */
const SILENCE = 10000;
/** Milliseconds that it may then be silent: the server says hello every 15 seconds, and a network may lose a connection without a word. */
const QUIET = 40000;
/** Seconds that the server waits for a turn. */
const WAIT = 20;
/** Milliseconds before the stream is tried again. */
const AGAIN = 120000;

export class Following {
  #pause = new Pause();
  /** What is followed now; whatever was begun before stops when it sees another. */
  #current = {};
  #stream: EventSource | null = null;
  #leave: (broken: boolean) => void = () => {};

  /** Tells the turns after what `after` gives, until `end` is called or the conversation is gone. */
  begin(id: string, after: () => number, tell: (turn: Turn) => void): void {
    this.end();
    const own = this.#current;
    const told = (turn: Turn) => own === this.#current && tell(turn);
    this.#run(own, `/${id}`, after, told);
  }

  end(): void {
    this.#current = {};
    this.#leave(false);
    this.#pause.hurry();
  }

  /** Connects at once where it is not connected. */
  hurry(): void {
    this.#pause.hurry();
    if (this.#stream?.readyState === EventSource.CONNECTING) this.#leave(false);
  }

  async #run(own: object, path: string, after: () => number, told: (turn: Turn) => void): Promise<void> {
    while (own === this.#current) {
      if (await this.#streamed(path, after, told)) await this.#awaited(own, path, after, told);
    }
  }

  /** Follows the stream; true once it has broken too often. */
  #streamed(path: string, after: () => number, told: (turn: Turn) => void): Promise<boolean> {
    return new Promise((resolve) => {
      const stream = (this.#stream = new EventSource(`${CONVERSATIONS}${path}/events?after=${after()}`));
      const leave = (this.#leave = (broken) => {
        clearTimeout(silent);
        stream.close();
        resolve(broken);
      });
      let silent = setTimeout(leave, SILENCE, true);
      let broken = 0;
      const alive = () => {
        clearTimeout(silent);
        silent = setTimeout(leave, QUIET, true);
      };
      stream.addEventListener("hello", alive);
      stream.addEventListener("turn", (event) => {
        alive();
        broken = 0;
        told(JSON.parse(event.data));
      });
      stream.addEventListener("error", () => {
        broken += 1;
        if (broken >= MOST_BROKEN || stream.readyState === EventSource.CLOSED) leave(true);
      });
    });
  }

  /** Follows by requests, until the stream is worth another try. */
  async #awaited(own: object, path: string, after: () => number, told: (turn: Turn) => void): Promise<void> {
    const until = Date.now() + AGAIN;
    for (let tries = 0; own === this.#current && Date.now() < until; ) {
      try {
        const turns = await call<Turn[]>("GET", `${path}/turns?after=${after()}&wait=${WAIT}`);
        tries = 0;
        turns.forEach(told);
      } catch (fault) {
        if (fault instanceof Fault && fault.final) this.#stop(own);
        else await this.#pause.after(tries++);
      }
    }
  }

  #stop(own: object): void {
    if (own === this.#current) this.#current = {};
  }
}
