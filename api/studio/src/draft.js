// One author's draft of one scenario: kept in the browser at once, saved on the server soon after, never silently lost.

import { forget, keep, kept } from "./kept.js";
import { call } from "./server.js";

const SOON = 900;
const AGAIN = 4000;

export class Draft {
  text = "";
  version = 0;
  base = "";
  #saved = "";
  #timer = 0;
  #saving = null;
  /** The draft was saved elsewhere: nothing more is saved until the author has decided. */
  #torn = false;

  /** `on`: saved(), trouble(fault), moved(version). */
  constructor(author, place, on) {
    this.author = author;
    this.place = place;
    this.on = on;
  }

  get dirty() { return this.text !== this.#saved; }
  get torn() { return this.#torn; }
  get #path() { return `/drafts/${this.place.folder}/${this.place.id}`; }

  /** Takes what the server has; gives what this browser still holds and the server does not, or null. */
  begin(found, droppingLocal = false) {
    const own = found.draft;
    this.version = own?.version ?? 0;
    this.base = own?.base ?? found.hash;
    this.text = this.#saved = own?.text ?? found.text ?? "";
    this.#torn = false;
    const local = kept(this.author, this.place);
    if (!local || droppingLocal || local.text === this.text) {
      forget(this.author, this.place);
      return null;
    }
    return local;
  }

  changed(text) {
    this.text = text;
    if (!this.dirty) return this.on.saved();
    keep(this.author, this.place, this);
    this.#later(SOON);
  }

  /** Saves what is not saved yet; throws when that does not succeed. */
  async save() {
    clearTimeout(this.#timer);
    await this.#saving;
    if (!this.dirty || this.#torn) return;
    this.#saving = this.#put();
    try { await this.#saving; } finally { this.#saving = null; }
  }

  /** The author wants this text, whatever another window saved. */
  async overwrite(version) {
    this.version = version;
    this.#torn = false;
    await this.save();
  }

  /** The author's text now stands on the published text with this hash. */
  async rebase(hash) {
    this.base = hash;
    this.#saved = null;
    await this.save();
  }

  async discard() {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.version) await call("DELETE", this.#path, { version: this.version });
    forget(this.author, this.place);
    this.#saved = this.text;
  }

  /** Nothing is waited for any more; what is not saved stays in this browser. */
  leave() { clearTimeout(this.#timer); }

  async #put() {
    const { text, base } = this;
    try {
      const { version } = await call("PUT", this.#path, { text, version: this.version, base });
      this.version = version;
      this.#saved = text;
      if (this.dirty) this.#later(SOON);
      else forget(this.author, this.place);
      this.on.saved();
    } catch (fault) {
      if (fault.code === "draft-moved") {
        this.#torn = true;
        this.on.moved(Number(/\d+/.exec(fault.errors?.[0]?.detail ?? "0")?.[0] ?? 0));
      } else {
        this.on.trouble(fault);
        if (fault.status === 0 || fault.status >= 500 || fault.status === 429) this.#later(AGAIN);
      }
      throw fault;
    }
  }

  #later(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save().catch(() => {}), milliseconds);
  }
}
