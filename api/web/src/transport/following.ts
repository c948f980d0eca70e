// A receipt may take its time: the turns that come meanwhile arrive by themselves.

import type { Turn } from "../turn";
import { CONVERSATIONS } from "./call";

export class Following {
  #stream: EventSource | null = null;

  /** Tells every turn after `seq` until the submission is decided. */
  begin(id: string, seq: number, tell: (turn: Turn) => void): void {
    this.end();
    const stream = new EventSource(`${CONVERSATIONS}/${id}/events?after=${seq}`);
    this.#stream = stream;
    stream.addEventListener("turn", (event) => {
      const turn: Turn = JSON.parse(event.data);
      if (turn.case.submission !== "requested") stream.close();
      tell(turn);
    });
  }

  end(): void {
    this.#stream?.close();
  }
}
