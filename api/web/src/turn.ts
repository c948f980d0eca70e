// A turn as the API gives it: what was said, what is asked, how far it is, where the case stands.

export interface Option {
  label: string;
  value: unknown;
}

/** `accepted`: the answers that it echoes. */
export interface Message {
  accepted?: { fact: string; label: string }[];
  kind: string;
  text: string;
  help?: string;
  choices?: Option[];
  question?: string;
}

/** What the server will keep an answer to. It has the last word; a widget tells before anything is sent. */
export interface Limits {
  minimum?: number;
  /** Not reached itself. */
  above?: number;
  maximum?: number;
  min_length?: number;
  max_length?: number;
  /** A regular expression; the answer is to match it. */
  pattern?: string;
  /** Of several choices, and of a list. */
  min_items?: number;
  max_items?: number;
  not_after?: "today";
  not_before?: "today";
}

export type Scope = "personal" | "sensitive";

export interface Asking {
  instance: string;
  fact: string | null;
  kind: string;
  label?: string;
  optional?: boolean;
  /** Whether it tells of a person, which takes their consent. */
  sensitivity?: Scope;
  unit?: string;
  limits?: Limits;
  /** What the form holds, where its answer is put in anew. */
  value?: unknown;
  /** Scenarios are told by their names alone. */
  options?: (Option | string)[];
}

export interface Field {
  display: string;
  label: string;
  fact: string;
  source: string;
  confirmed: boolean;
}

/** What rules and the scenario put in follows from the rest: it cannot be typed. */
export const isComputed = ({ source }: Field): boolean => source === "derived" || source === "scenario";

export interface Application {
  form: string;
  title: string;
  fields: Record<string, Field>;
  /** In the order of the official form; `fields` are pointers. */
  sections: { title: string; fields: string[] }[];
  /** What whoever applies declares, in full. */
  declarations: { pointer: string; text: string }[];
  missing: string[];
}

/** A file that the server keeps. `state` tells what is known of viruses in it. */
export interface Kept {
  id: string;
  name: string;
  media_type: string;
  size: number;
  pages: number | null;
  state: "clean" | "waiting" | "unscanned" | "infected";
}

/** A document that is made from the answers. */
export interface Made {
  id: string;
  title: string;
  missing: string[];
}

export interface Material {
  id: string;
  label: string;
  mode: string;
  /** How it is settled, and why in words; empty where the note says that already. */
  how: string;
  settled: string;
  /** What may be undertaken instead of handing it in now. */
  offers: Offer[];
  /** The answers that make it needed; empty where the matter itself does. */
  why: string;
  basis: string;
  note: string;
  certain: boolean;
  optional: boolean;
  /** What is made for it from the answers, and what is to be answered first. */
  document: Made | null;
  files: Kept[];
}

/** A way beside the ordinary one; a yes to it names the `version` of its text. `days`: 0 where nobody told. */
export interface Offer {
  how: "promised" | "deferred";
  text: string;
  basis: string;
  certain: boolean;
  days: number;
  version: string;
}

/** Files of a material that is not asked for any more. */
export interface Unneeded {
  id: string;
  label: string;
  files: Kept[];
}

/** Something to know before handing in, or to do afterwards. */
export interface Remark {
  id: string;
  text: string;
  certain: boolean;
}

/** Something that can be answered now; `put_off` says who is to know it, `list` that it takes items. */
export interface OpenField {
  fact: string;
  label: string;
  put_off?: string;
  sensitivity?: Scope;
  list?: boolean;
}

/** A list that counts now; `items` are the addresses of its items, by which each can be removed. */
export interface List {
  fact: string;
  label: string;
  items: string[];
}

/** What is told of an item: the office, time limits, what comes after. */
export interface Entry {
  label: string;
  text: string;
  source: string;
  certain: boolean;
}

export interface Received {
  form: string;
  title: string;
  reference: string;
  /** In Shanghai's time, as ISO 8601. */
  received_at?: string;
  entries: Entry[];
}

export interface Receipt {
  /** All numbers as one text. */
  reference: string;
  received: Received[];
}

/** A step of an application since it was handed in. */
export interface Happened {
  seq?: number;
  status: string;
  text: string;
  /** In Shanghai's time, as ISO 8601. */
  at: string;
  office?: string;
  words?: string;
  due?: { day: string; certain: boolean };
  undated?: { days: number; unit: string; year: number };
  licence?: { title: string; identifier?: string };
  /** The paper of the step; of a draft the office has its own. */
  paper?: { title: string; draft: boolean };
}

/** Something that an office wants put right: a place of the form, or a material. */
export interface Point {
  pointer?: string;
  material?: string;
  label: string;
  words: string;
  basis?: string;
  /** The questions behind it. */
  facts: string[];
  settled: boolean;
}

/** `editable`: the answers that may be changed meanwhile. */
export interface Correction {
  form: string;
  reference: string;
  until: string;
  points: Point[];
  editable: string[];
}

export interface Case {
  stage: string;
  applications: Application[];
  materials: Material[];
  unneeded?: Unneeded[];
  warnings?: Remark[];
  open?: OpenField[];
  lists?: List[];
  /** Answers that do not count now. */
  parked?: { fact: string; label: string; display: string }[];
  /** What is still to be done once the permit is there. */
  reports?: Remark[];
  /** Who helps; then the guide is silent. `called`: since when somebody is waited for. */
  clerk?: { name: string };
  called?: string;
  submission?: string;
  receipt?: Receipt;
  standing?: { form: string; reference: string; events: Happened[] }[];
  correction?: Correction[];
}

export interface Progress {
  answered: number;
  remaining_min: number;
  remaining_max: number;
}

/** What was said in a turn. */
export interface Spoken {
  seq: number;
  /** Where messages of several turns were put together: the first of them. */
  first?: number;
  /** Absent where nobody's words caused the turn. */
  said?: { message: string; by: string; text: string };
  messages: Pick<Message, "kind" | "text" | "help">[];
}

export interface Turn extends Spoken {
  messages: Message[];
  asking: Asking | null;
  progress: Progress;
  case: Case;
  /** What the applicant agreed to. */
  consent?: Scope[];
  /** Another device goes on with it; this one only reads. */
  elsewhere?: true;
}

/** `previewed`: the turn after which the applicant saw what it does. */
export interface Edit {
  fact: string;
  value: unknown;
  previewed?: number;
}

/** What an applicant sends: exactly one of these. `filled`: by a widget, so that it is the answer and nothing else. */
export type Saying =
  | { text: string; question?: string; filled?: true }
  | { choice: { question: string; value: unknown } }
  | { edit: Edit }
  | { undertake: { material: string; how: Offer["how"] | "upload"; version?: string } };
