// A trial conversation with the text as it is now.

import { at, element, press, problem } from "./dom.js";
import { call } from "./server.js";

export class Chat {
  #chat = null;
  #said = [];
  #number = 0;
  #busy = false;
  /** What is played: {folder, id, text}. */
  #played = null;

  constructor() {
    at("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = at("say").value.trim();
      at("say").value = "";
      if (text) this.#send({ text }, text);
    });
    at("say").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        at("composer").requestSubmit();
      }
    });
  }

  /** The text at hand is another one than the one that is played. */
  notice(text) { at("outdated").hidden = this.#played === null || this.#played.text === text; }

  end() {
    this.#chat = this.#played = null;
    this.#said = [];
    at("log").replaceChildren();
    at("choices").replaceChildren();
    at("outdated").hidden = true;
    at("play").textContent = "开始演练";
    this.#enable(false);
  }

  /** Plays the text from the start, and says again what was said so far. */
  async play(text) {
    if (this.#busy) return;
    this.#busy = true;
    const again = this.#played && this.#played.folder === text.folder && this.#played.id === text.id ? this.#said : [];
    at("play").disabled = true;
    at("choices").replaceChildren();
    at("log").replaceChildren(element("li", "正在准备……", "notice"));
    try {
      const { chat, turn } = await call("POST", "/chats", text);
      this.#chat = chat;
      this.#played = text;
      this.#said = [];
      at("log").replaceChildren();
      this.#show(turn);
      for (const said of again) await this.#say({ text: said }, said);
      this.#enable(true);
      at("play").textContent = "重新演练";
      at("outdated").hidden = true;
    } catch (fault) {
      this.#chat = this.#played = null;
      at("log").replaceChildren(element("li"));
      at("log").firstElementChild.append(problem(fault));
      this.#enable(false);
    }
    at("play").disabled = false;
    this.#busy = false;
  }

  async #send(message, shown) {
    if (this.#busy || this.#chat === null) return;
    this.#busy = true;
    this.#enable(false);
    try {
      await this.#say(message, shown);
    } catch (fault) {
      const line = element("li");
      line.append(problem(fault));
      this.#put(line);
    }
    this.#enable(true);
    this.#busy = false;
    at("say").focus();
  }

  async #say(message, shown) {
    at("choices").replaceChildren();
    this.#put(element("li", shown, "own"));
    const turn = await call("POST", `/chats/${this.#chat}/messages`, { client_msg_id: `m${++this.#number}`, ...message });
    this.#said.push(shown);
    this.#show(turn);
  }

  #show(turn) {
    for (const { kind, text, help } of turn.messages) this.#put(element("li", help ? `${text}\n${help}` : text, kind));
    const { asking } = turn;
    const told = [...turn.messages].reverse().find((one) => one.choices?.length && one.question === asking?.instance);
    const options = told?.choices ?? (asking?.options ?? []).filter((one) => typeof one === "object");
    at("choices").replaceChildren(...this.#buttons(asking, options));
  }

  #buttons(asking, options) {
    if (asking?.kind !== "multi_choice") return options.map((one) => press(one.label, () => this.#choose(asking, one.value, one.label)));
    const picked = new Map();
    const done = press("选好了", () => this.#choose(asking, [...picked.keys()], [...picked.values()].join("、")), "main");
    done.disabled = true;
    const buttons = options.map(({ value, label }) => {
      const button = press(label, () => {
        if (value === null) return this.#choose(asking, value, label);
        if (!picked.delete(value)) picked.set(value, label);
        button.setAttribute("aria-pressed", String(picked.has(value)));
        button.classList.toggle("main", picked.has(value));
        done.disabled = picked.size === 0;
      });
      return button;
    });
    return [...buttons, done];
  }

  #choose(asking, value, label) { this.#send({ choice: { question: asking.instance, value } }, label); }

  #put(line) {
    at("log").append(line);
    at("log").scrollTop = at("log").scrollHeight;
  }

  #enable(on) {
    at("say").disabled = !on;
    at("composer").querySelector("button").disabled = !on;
  }
}
