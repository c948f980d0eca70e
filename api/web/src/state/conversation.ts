// One conversation in one page: what is said goes out, what comes back is put into the signals.

import { batch } from "@preact/signals";
import { add, outbox } from "../transport/outbox";
import { identities, signIn, type Identity } from "../transport/identities";
import { CONVERSATION, Talk } from "../transport/talk";
import { themes } from "../transport/themes";
import type { Saying, Turn } from "../turn";
import { clearLines, lines, put, tell } from "./lines";
import { answerable, asking, doing, offered, people, trouble, turn } from "./open";
import { isNew, saw, sawNothing } from "./seen";
import { view } from "./view";
import { texts } from "../texts";

const talk = new Talk({
  turn: show,
  refused,
  trouble() {
    trouble.value = navigator.onLine ? texts().trouble.unreachable : texts().trouble.offline;
    doing.value = "waiting";
  },
  fine() {
    trouble.value = "";
  },
});

/** The applications, everything to be brought, and a receipt's number as a picture. */
export const pdf = (): string => talk.made("application.pdf");
export const notice = (): string => talk.made("notice.pdf");
export const receiptCode = (form: string): string => talk.made(`receipts/${form}.svg`);
export const filesOf = (material: string): string => talk.filesOf(material);
export const retry = (): void => talk.retry();

export function send(saying: Saying, shown: string): void {
  batch(() => {
    answerable.value = false;
    people.value = [];
    offered.value = [];
    const item = add(saying, shown);
    put("own", shown, { message: item.body.client_msg_id });
    doing.value = "sending";
  });
  talk.work();
}

/** Answers the open question by a widget; as with buttons, once. */
export function fillIn(question: string, text: string): void {
  if (asking.value?.instance === question) send({ text }, text);
}

/** Answers the open question by a button. Only the first press counts, however fast the second comes. */
export function choose(question: string, value: unknown, shown: string): void {
  if (asking.value?.instance === question) send({ choice: { question, value } }, shown);
}

export function change(fact: string, label: string, value: string): void {
  // The check stays where it is as long as nothing more is asked.
  if (view.value !== "check") view.value = "chat";
  send({ edit: { fact, value } }, texts().chat.changing(label, value));
}

/** Shows a turn; its messages only when they are not on the page already. */
function show(next: Turn): void {
  batch(() => {
    if (isNew(next.seq)) {
      for (const { kind, text, help } of next.messages) put(kind, text, { help });
      saw(next.seq);
    }
    turn.value = next;
    // What was said meanwhile will be answered first; until then its answer may change the question.
    answerable.value = outbox.value.length === 0;
    doing.value = answerable.value ? "nothing" : "sending";
  });
}

function refused(why: string, gone: boolean): void {
  gone ? tell("rejection", "lostMidway") : put("rejection", why);
  if (gone) {
    sawNothing();
    welcome();
  } else {
    talk.look().then((found) => found && show(found));
  }
}

async function welcome(): Promise<void> {
  batch(() => {
    tell("notice", "welcome");
    turn.value = null;
    answerable.value = false;
    doing.value = "nothing";
  });
  const [some, items] = await Promise.all([identities(), themes()]);
  if (talk.begun || outbox.value.length) return;
  batch(() => {
    people.value = some;
    offered.value = items;
  });
}

export async function become({ id, label }: Identity): Promise<void> {
  people.value = [];
  (await signIn(id)) ? put("notice", texts().chat.signedIn(label)) : tell("notice", "notSignedIn");
}

/** Goes on with the conversation of this browser, or welcomes somebody new. */
export async function start(): Promise<void> {
  const waiting = outbox.value.length > 0;
  if (!talk.begun && !waiting) return anew();
  const found = talk.begun ? await talk.look() : null;
  if (found === null && !waiting) {
    anew();
    tell("rejection", "lost");
    return;
  }
  if (found !== null && !lines.value.length) tell("notice", "resumed");
  if (found !== null) show(found);
  talk.work();
}

function anew(): Promise<void> {
  clearLines();
  sawNothing();
  return welcome();
}

/** Whether something would be left behind by beginning anew. */
export const begun = (): boolean => talk.begun;

export function leave(): void {
  goTo(null);
}

/** The page begins with this conversation, or with none. What was here before stays at the server. */
export function goTo(conversation: string | null): void {
  talk.forget();
  clearLines();
  sawNothing();
  if (conversation) localStorage.setItem(CONVERSATION, conversation);
  location.replace("/");
}

/** The conversation that this page holds; null before there is one. */
export const current = (): string | null => localStorage.getItem(CONVERSATION);
