// Messages to the server, one after the other. A message keeps its id until the server has answered it, over lost
// networks and reloads, so that sending it again never doubles it.

const API = "/api/v1/conversations";
const CONVERSATION = "daoban.conversation";
const OUTBOX = "daoban.outbox";
const LONGEST_WAIT = 15000;
const PATIENCE = 40000;

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What happens is told to `on`: sending(item), turn(turn, item), refused(problem, item), trouble(item), fine(), lost(). */
export class Talk {
  #on;
  #id = localStorage.getItem(CONVERSATION);
  #outbox = JSON.parse(sessionStorage.getItem(OUTBOX) || "[]");
  #busy = false;
  #hurry = () => {};
  #stream = null;

  constructor(on) {
    this.#on = on;
    addEventListener("online", () => this.retry());
  }

  get begun() { return this.#id !== null; }
  get waiting() { return this.#outbox.length > 0; }
  get pdf() { return `${API}/${this.#id}/application.pdf`; }

  /** `message` has a text, a choice or an edit; `shown` is how the applicant reads it. */
  send(message, shown) {
    this.#outbox.push({ body: { client_msg_id: newId(), ...message }, shown });
    this.#keep();
    this.#on.sending(this.#outbox.at(-1));
    this.work();
  }

  /** Sends what waits until nothing does. */
  async work() {
    if (this.#busy) return;
    this.#busy = true;
    for (let tries = 0; this.#outbox.length; ) {
      const item = this.#outbox[0];
      try {
        if (!this.#id) await this.#begin();
        const turn = await this.#call("POST", `/${this.#id}/messages`, item.body);
        this.#done();
        tries = 0;
        this.#on.turn(turn, item);
        if (turn.case.submission === "requested") this.#follow(turn.seq);
      } catch (fault) {
        if (fault.final) {
          this.#done();
          if (fault.gone) this.forget();
          this.#on.refused(fault.message, item, fault.gone);
        } else {
          this.#on.trouble(item);
          await this.#pause(Math.min(1000 * 2 ** tries++, LONGEST_WAIT));
        }
      }
    }
    this.#busy = false;
  }

  /** Where the conversation stands, or null when there is none any more. */
  async look() {
    for (let tries = 0; ; tries++) {
      try {
        const turn = await this.#call("GET", `/${this.#id}`);
        this.#on.fine();
        if (turn.case.submission === "requested") this.#follow(turn.seq);
        return turn;
      } catch (fault) {
        if (fault.final) { this.forget(); return null; }
        this.#on.trouble(null);
        await this.#pause(Math.min(1000 * 2 ** tries, LONGEST_WAIT));
      }
    }
  }

  /** No longer waits before the next try. */
  retry() { this.#hurry(); }

  /** This browser lets the conversation go; the server keeps it. */
  forget() {
    this.#stream?.close();
    this.#id = null;
    this.#outbox = [];
    localStorage.removeItem(CONVERSATION);
    this.#keep();
  }

  async #begin() {
    this.#id = (await this.#call("POST", "", { channel: "web" })).id;
    localStorage.setItem(CONVERSATION, this.#id);
  }

  async #call(method, path, body) {
    const options = { method, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) };
    if (body !== undefined) Object.assign(options, { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    const response = await fetch(API + path, options);
    const answer = await response.json();
    if (response.ok) return answer;
    const again = response.status >= 500 || [408, 425, 429].includes(response.status);
    const gone = path !== "" && [401, 404].includes(response.status);
    throw Object.assign(new Error(answer.detail), { final: !again, gone });
  }

  /** The receipt may take its time: whatever happens is shown as it happens. */
  #follow(seq) {
    this.#stream?.close();
    const stream = (this.#stream = new EventSource(`${API}/${this.#id}/events?after=${seq}`));
    stream.addEventListener("turn", (event) => {
      const turn = JSON.parse(event.data);
      if (turn.case.submission !== "requested") stream.close();
      this.#on.turn(turn, null);
    });
  }

  #pause(milliseconds) {
    return Promise.race([later(milliseconds), new Promise((resolve) => { this.#hurry = resolve; })]);
  }

  #done() {
    this.#outbox.shift();
    this.#keep();
    this.#on.fine();
  }

  #keep() { sessionStorage.setItem(OUTBOX, JSON.stringify(this.#outbox)); }
}

/** The made-up identities of a demonstration; none where there are none. */
export async function identities() {
  try {
    const response = await fetch("/api/v1/identities", { cache: "no-store" });
    return response.ok ? await response.json() : [];
  } catch { return []; }
}

/** Whether the browser is signed in as this identity. */
export async function signIn(identity) {
  try {
    const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ identity }) };
    return (await fetch("/api/v1/session", options)).ok;
  } catch { return false; }
}
