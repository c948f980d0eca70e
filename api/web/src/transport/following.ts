// A receipt may take its time: the turns that come meanwhile arrive by themselves, as a stream, or where a proxy holds
// streams up, by requests that wait.

import type { Turn } from "../turn";
import { call, CONVERSATIONS, Fault } from "./call";
import { Pause } from "./pause";

/** Streams that break before the other way is taken. */
const MOST_BROKEN = 2;
/** Seconds that the server waits for a turn. */
const WAIT = 20;

export class Following {
  #stream: EventSource | null = null;
  /** What is followed now; whatever was begun before stops when it sees another. */
  #current = {};

  /** Tells every turn after `seq` until the submission is decided. */
  begin(id: string, seq: number, tell: (turn: Turn) => void): void {
    this.end();
    const own = this.#current;
    const told = (turn: Turn) => {
      seq = turn.seq;
      if (turn.case.submission !== "requested") this.end();
      tell(turn);
    };
    const stream = (this.#stream = new EventSource(`${CONVERSATIONS}/${id}/events?after=${seq}`));
    let broken = 0;
    stream.addEventListener("turn", (event) => told(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      broken += 1;
      if (broken < MOST_BROKEN && stream.readyState !== EventSource.CLOSED) return;
      stream.close();
      if (own === this.#current) this.#poll(own, id, () => seq, told);
    });
  }

  end(): void {
    this.#stream?.close();
    this.#current = {};
  }

  async #poll(own: object, id: string, after: () => number, told: (turn: Turn) => void): Promise<void> {
    const pause = new Pause();
    for (let tries = 0; own === this.#current; ) {
      try {
        const turns = await call<Turn[]>("GET", `/${id}/turns?after=${after()}&wait=${WAIT}`);
        tries = 0;
        for (const turn of turns) if (own === this.#current) told(turn);
      } catch (fault) {
        if (fault instanceof Fault && fault.final) return;
        await pause.after(tries++);
      }
    }
  }
}
