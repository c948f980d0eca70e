// One conversation in one page: what is said goes out, what comes back is put into the signals.

import { batch } from "@preact/signals";
import { add, outbox, settle } from "../transport/outbox";
import { identities, signIn, type Identity } from "../transport/identities";
import { CONVERSATION, Talk } from "../transport/talk";
import { themes } from "../transport/themes";
import type { Edit, Saying, Turn } from "../turn";
import { clearLines, lines, put, putTurn, tell } from "./lines";
import { recall } from "./earlier";
import { answerable, asking, doing, offered, people, trouble, turn } from "./open";
import { saw, sawAnother, sawNothing, seen } from "./seen";
import { keepTyped } from "./typed";
import { view } from "./view";
import { texts } from "../texts";

const talk = new Talk({
  seen,
  turn: show,
  refused,
  waiting,
  moved,
  trouble() {
    trouble.value = navigator.onLine ? texts().trouble.unreachable : texts().trouble.offline;
    doing.value = "waiting";
  },
  fine() {
    trouble.value = "";
  },
});

/** The applications, everything to be brought, a step's paper, and a receipt's number as a picture. */
export const pdf = (): string => talk.made("application.pdf");
export const documentOf = (id: string, kind: "pdf" | "docx"): string => talk.made(`documents/${encodeURIComponent(id)}.${kind}`);
export const notice = (): string => talk.made("notice.pdf");
export const paperOf = (reference: string, seq: number): string => talk.made(`notices/${encodeURIComponent(reference)}/${seq}.pdf`);
export const receiptCode = (form: string): string => talk.made(`receipts/${form}.svg`);
export const filesOf = (material: string): string => talk.filesOf(material);
export const retry = (): void => talk.retry();
export const showEarlier = (): Promise<boolean> => recall(talk);

export function send(saying: Saying, shown: string): void {
  batch(() => {
    add(saying, shown);
    waiting();
  });
  talk.work();
}

/** Something waits for its answer: until it has come, nothing else is to be answered. */
function waiting(): void {
  if (!outbox.value.length) return;
  batch(() => {
    answerable.value = false;
    people.value = [];
    offered.value = [];
    if (doing.value === "nothing") doing.value = "sending";
  });
}

/** Answers the open question by a widget; as with buttons, once. */
export function fillIn(question: string, text: string): void {
  if (asking.value?.instance === question) send({ text, question, filled: true }, text);
}

/** Answers the open question by a button. Only the first press counts, however fast the second comes. */
export function choose(question: string, value: unknown, shown: string): void {
  if (asking.value?.instance === question) send({ choice: { question, value } }, shown);
}

/** Changes the form. `stay`: nothing more will be asked, so that whoever looks at the form may go on looking at it. */
export function change(edit: Edit, shown: string, stay: boolean): void {
  // The check stays where it is as long as nothing more is asked.
  if (view.value !== "check" && !stay) view.value = "chat";
  send({ edit }, shown);
}

/** Shows a turn; its messages only when they are not on the page already. */
function show(next: Turn): void {
  batch(() => {
    if (next.seq > (seen() ?? 0)) {
      putTurn(next);
      saw(next.seq, talk.id);
    }
    if (next.said) settle(next.said.message);
    if (next.seq < (turn.value?.seq ?? 0)) return;
    // The same turn by another way changes nothing under the applicant's hands.
    if (next.seq !== turn.value?.seq) turn.value = next;
    people.value = [];
    offered.value = [];
    // What was said meanwhile will be answered first; until then its answer may change the question.
    answerable.value = outbox.value.length === 0;
    doing.value = answerable.value ? "nothing" : "sending";
  });
}

/** The message stays on the page, with the reason why it was not taken. */
function refused(message: string, why: string, gone: boolean): void {
  const item = outbox.value.find((one) => one.body.client_msg_id === message);
  if (item) put("own", item.shown, { message });
  gone ? tell("rejection", "lostMidway") : put("rejection", why);
  if (gone) welcome();
  else talk.look();
}

/** Another tab has begun a conversation, which this one joins, or has let go the one that was here. */
function moved(begun: boolean): void {
  if (begun) return waiting();
  // Where a message was refused for it, that has been told already.
  if (!talk.begun && !turn.value) return;
  forgetLines();
  turn.value = null;
  if (talk.begun) recall(talk).then(() => talk.look());
  else welcome();
}

async function welcome(): Promise<void> {
  batch(() => {
    tell("notice", "welcome");
    turn.value = null;
    answerable.value = false;
    doing.value = "nothing";
    // Whatever is said from now on is new to this tab, in whichever tab it is said.
    saw(0, null);
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
  if (sawAnother(talk.id)) forgetLines();
  const before = talk.begun;
  if (before && !lines.value.length && !(await recall(talk))) tell("notice", "resumed");
  if (before ? !(await talk.look()) : !outbox.value.length) {
    forgetLines();
    welcome();
    if (before) tell("rejection", "lost");
  } else waiting();
  talk.open();
}

function forgetLines(): void {
  clearLines();
  sawNothing();
}

/** Whether something would be left behind by beginning anew. */
export const begun = (): boolean => talk.begun;

/** Nothing of the conversation is left in this browser, in whichever tab. */
export function drop(): void {
  talk.forget();
  forgetLines();
  keepTyped("");
  welcome();
}

export function leave(): void {
  goTo(null);
}

/** The page begins with this conversation, or with none. What was here before stays at the server. */
export function goTo(conversation: string | null): void {
  if (outbox.value.length && !confirm(texts().trouble.leaving)) return;
  talk.forget();
  forgetLines();
  keepTyped("");
  if (conversation) localStorage.setItem(CONVERSATION, conversation);
  location.replace("/");
}

/** The conversation that this page holds; null before there is one. */
export const current = (): string | null => talk.id;
