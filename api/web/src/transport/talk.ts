// Messages to the server, one after the other, until each is answered.

import type { Turn } from "../turn";
import { call, CONVERSATIONS, Fault } from "./call";
import { Following } from "./following";
import { empty, outbox, takeFirst, type Item } from "./outbox";
import { Pause } from "./pause";

export const CONVERSATION = "daoban.conversation";

export interface Listener {
  /** A turn, and the message that it answers, if one of this page's. */
  turn(turn: Turn, item: Item | null): void;
  refused(why: string, gone: boolean): void;
  /** Nothing gets through; it is tried again. */
  trouble(): void;
  fine(): void;
}

export class Talk {
  #on: Listener;
  #id = localStorage.getItem(CONVERSATION);
  #busy = false;
  #pause = new Pause();
  #following = new Following();

  constructor(on: Listener) {
    this.#on = on;
    addEventListener("online", () => this.retry());
  }

  get begun(): boolean {
    return this.#id !== null;
  }

  /** Where something that is made of the conversation is, e.g. its PDF. */
  made(name: string): string {
    return `${CONVERSATIONS}/${this.#id}/${name}`;
  }

  filesOf(material: string): string {
    return `${CONVERSATIONS}/${this.#id}/materials/${encodeURIComponent(material)}/files`;
  }

  /** Sends what waits until nothing does. */
  async work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let tries = 0;
    for (let item = outbox.value[0]; item; item = outbox.value[0]) {
      try {
        const turn = await this.#deliver(item);
        tries = 0;
        this.#done();
        this.#took(turn, item);
      } catch (fault) {
        if (fault instanceof Fault && fault.final) {
          this.#done();
          if (fault.gone) this.forget();
          this.#on.refused(fault.message, fault.gone);
        } else {
          this.#on.trouble();
          await this.#pause.after(tries++);
        }
      }
    }
    this.#busy = false;
  }

  /** Where the conversation stands, or null when there is none any more. */
  async look(): Promise<Turn | null> {
    for (let tries = 0; ; tries++) {
      try {
        const turn = await call<Turn>("GET", `/${this.#id}`);
        this.#on.fine();
        this.#follow(turn);
        return turn;
      } catch (fault) {
        if (fault instanceof Fault && fault.final) {
          this.forget();
          return null;
        }
        this.#on.trouble();
        await this.#pause.after(tries);
      }
    }
  }

  /** No longer waits before the next try. */
  retry(): void {
    this.#pause.hurry();
  }

  /** This browser lets the conversation go; the server keeps it. */
  forget(): void {
    this.#following.end();
    this.#id = null;
    localStorage.removeItem(CONVERSATION);
    empty();
  }

  async #deliver(item: Item): Promise<Turn> {
    if (!this.#id) {
      this.#id = (await call<{ id: string }>("POST", "", { channel: "web", asks_consent: true })).id;
      localStorage.setItem(CONVERSATION, this.#id);
    }
    return call<Turn>("POST", `/${this.#id}/messages`, item.body);
  }

  #took(turn: Turn, item: Item | null): void {
    this.#on.turn(turn, item);
    this.#follow(turn);
  }

  #follow(turn: Turn): void {
    if (turn.case.submission !== "requested" || !this.#id) return;
    this.#following.begin(this.#id, turn.seq, (later) => this.#on.turn(later, null));
  }

  #done(): void {
    takeFirst();
    this.#on.fine();
  }
}
