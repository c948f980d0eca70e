// Messages to the server, one after the other, until each is answered; and every turn, in order and each once.

import type { Spoken, Turn } from "../turn";
import { call, CONVERSATIONS, Fault } from "./call";
import { Following } from "./following";
import { lead } from "./leader";
import { empty, heard, outbox, settle, waits, type Item } from "./outbox";
import { Pause } from "./pause";
import { hearTabs, tellTabs, type Told } from "./tabs";

export const CONVERSATION = "daoban.conversation";
/** Turns that are fetched where some were missed; of more only the latest is shown. */
const MOST_MISSED = 60;

export interface Listener {
  /** The latest turn whose messages are shown; null when none are. */
  seen(): number | null;
  turn(turn: Turn): void;
  refused(message: string, why: string, gone: boolean): void;
  /** Another tab has said something, or has its answer. */
  waiting(): void;
  /** Another tab has let the conversation go, or begun one. */
  moved(begun: boolean): void;
  /** Nothing gets through; it is tried again. */
  trouble(): void;
  fine(): void;
}

export class Talk {
  #on: Listener;
  #id = localStorage.getItem(CONVERSATION);
  #leads = false;
  #busy = false;
  #pause = new Pause();
  #following = new Following();
  /** What is being shown; the next turn waits for it. */
  #shown: Promise<void> = Promise.resolve();

  constructor(on: Listener) {
    this.#on = on;
    addEventListener("online", () => this.retry());
    addEventListener("storage", (event) => this.#kept(event));
    hearTabs((told) => this.#told(told));
  }

  get begun(): boolean {
    return this.#id !== null;
  }

  get id(): string | null {
    return this.#id;
  }

  /** Where something that is made of the conversation is, e.g. its PDF. */
  made(name: string): string {
    return `${CONVERSATIONS}/${this.#id}/${name}`;
  }

  filesOf(material: string): string {
    return `${CONVERSATIONS}/${this.#id}/materials/${encodeURIComponent(material)}/files`;
  }

  /** From now on turns arrive and what waits is sent: by this tab, or by the one that does it for all. */
  open(): void {
    lead({
      begin: () => {
        this.#leads = true;
        this.#follow();
        this.work();
      },
      end: () => {
        this.#leads = false;
        this.#following.end();
      },
    });
  }

  /** Sends what waits until nothing does. */
  async work(): Promise<void> {
    if (this.#busy || !this.#leads) return;
    this.#busy = true;
    let tries = 0;
    for (let item = outbox.value[0]; item && this.#leads; item = outbox.value[0]) {
      const message = item.body.client_msg_id;
      try {
        const turn = await this.#deliver(item);
        tries = 0;
        this.#fine();
        settle(message);
        await this.#took({ said: { message, by: "applicant", text: item.shown }, ...turn });
      } catch (fault) {
        // The stream may have brought the answer while the request was lost.
        if (!waits(message)) this.#fine();
        else if (fault instanceof Fault && fault.final) this.#refused(message, fault);
        else {
          this.#on.trouble();
          tellTabs({ conversation: this.#id, trouble: true });
          await this.#pause.after(tries++);
        }
      }
    }
    this.#busy = false;
  }

  /** Shows where the conversation stands; false when there is none any more. */
  async look(): Promise<boolean> {
    const turn = await this.#insist<Turn>(`/${this.#id}`);
    if (turn === null) {
      this.forget();
      return false;
    }
    await this.#show(turn);
    return true;
  }

  /** What was said in the last turns before this one, or in the latest; none where the conversation is gone. */
  async log(before?: number): Promise<Spoken[]> {
    return (await this.#insist<Spoken[]>(`/${this.#id}/log${before === undefined ? "" : `?before=${before}`}`)) ?? [];
  }

  /** No longer waits before the next try. */
  retry(): void {
    this.#pause.hurry();
    this.#following.hurry();
    if (!this.#leads) tellTabs({ conversation: this.#id, hurry: true });
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
      this.#follow();
    }
    return call<Turn>("POST", `/${this.#id}/messages`, item.body);
  }

  #follow(): void {
    if (!this.#leads || !this.#id) return;
    this.#following.begin(this.#id, () => this.#on.seen() ?? 0, (turn) => this.#took(turn));
  }

  /** A turn has come to this tab; the others hear of it. */
  #took(turn: Turn): Promise<void> {
    tellTabs({ conversation: this.#id, turn });
    // An answer that comes by the stream is waited for no longer.
    if (turn.said && waits(turn.said.message)) {
      settle(turn.said.message);
      this.#fine();
      this.#pause.hurry();
    }
    return this.#show(turn);
  }

  #show(turn: Turn): Promise<void> {
    const id = this.#id;
    this.#shown = this.#shown.then(async () => {
      for (const one of await this.#missed(turn)) if (id === this.#id) this.#on.turn(one);
    });
    return this.#shown;
  }

  /** What is to be shown so that no message of a turn before is left out or comes twice. */
  async #missed(turn: Turn): Promise<Turn[]> {
    const known = this.#on.seen();
    const first = turn.first ?? turn.seq;
    if (known === null || turn.seq <= known || first === known + 1 || turn.seq - known > MOST_MISSED) return [turn];
    return (await this.#insist<Turn[]>(`/${this.#id}/turns?after=${known}`)) ?? [turn];
  }

  /** What the server answers, however long the network takes; null when it answers that there is no such thing. */
  async #insist<Answer>(path: string): Promise<Answer | null> {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await call<Answer>("GET", path);
        this.#on.fine();
        return answer;
      } catch (fault) {
        if (fault instanceof Fault && fault.final) return null;
        this.#on.trouble();
        await this.#pause.after(tries);
      }
    }
  }

  #fine(): void {
    this.#on.fine();
    tellTabs({ conversation: this.#id, trouble: false });
  }

  #refused(message: string, { message: why, gone }: Fault): void {
    this.#fine();
    tellTabs({ conversation: this.#id, refused: { message, why, gone } });
    this.#on.refused(message, why, gone);
    settle(message);
    if (gone) this.forget();
  }

  #told({ conversation, turn, refused, trouble, hurry }: Told): void {
    if (hurry) this.retry();
    if (trouble !== undefined) trouble ? this.#on.trouble() : this.#on.fine();
    if (refused) {
      this.#on.refused(refused.message, refused.why, refused.gone);
      settle(refused.message);
    }
    if (!turn) return;
    this.#belongs(conversation);
    this.#show(turn);
  }

  /** Another tab has changed what this browser keeps. */
  #kept(event: StorageEvent): void {
    if (heard(event)) {
      this.#on.waiting();
      this.work();
    }
    if (event.key !== CONVERSATION && event.key !== null) return;
    this.#belongs(localStorage.getItem(CONVERSATION));
  }

  /** This is the browser's conversation now. */
  #belongs(conversation: string | null): void {
    const before = this.#id;
    if (conversation === before) return;
    this.#id = conversation;
    this.#following.end();
    this.#on.moved(before === null);
    this.#follow();
  }
}
