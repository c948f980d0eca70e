// A turn as the API gives it: what was said, what is asked, how far it is, where the case stands.

export interface Option {
  label: string;
  value: unknown;
}

export interface Message {
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
  not_after?: "today";
  not_before?: "today";
}

export interface Asking {
  instance: string;
  fact: string | null;
  kind: string;
  label?: string;
  optional?: boolean;
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

export interface Material {
  id: string;
  label: string;
  mode: string;
  note: string;
  certain: boolean;
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
  list?: boolean;
}

export interface Case {
  stage: string;
  applications: Application[];
  materials: Material[];
  warnings?: Remark[];
  open?: OpenField[];
  /** Answers that do not count now. */
  parked?: { fact: string; label: string; display: string }[];
  submission?: string;
  receipt?: { reference: string };
}

export interface Progress {
  answered: number;
  remaining_min: number;
  remaining_max: number;
}

export interface Turn {
  seq: number;
  /** Where messages of several turns were put together: the first of them. */
  first?: number;
  /** Absent where nobody's words caused the turn. */
  said?: { message: string; by: string; text: string };
  messages: Message[];
  asking: Asking | null;
  progress: Progress;
  case: Case;
}

/** `previewed`: the turn after which the applicant saw what it does. */
export interface Edit {
  fact: string;
  value: unknown;
  previewed?: number;
}

/** What an applicant sends: exactly one of these. */
export type Saying =
  | { text: string; question?: string }
  | { choice: { question: string; value: unknown } }
  | { edit: Edit };
