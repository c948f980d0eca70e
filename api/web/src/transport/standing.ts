// Where an application stands at intake, and how content the applicant is.

import type { Happened } from "../turn";
import { call } from "./call";

export interface Grade {
  grade: number;
  text: string;
}

export interface Offered extends Grade {
  reasons: { id: string; text: string }[];
}

export interface Rated extends Grade {
  reasons: string[];
  /** What the office said to a bad one. */
  answer?: { office: string; words: string; at: string };
}

/** How a licence is handed over, and where its papers have been. */
export interface Delivery {
  method: string;
  /** The courier's; none where nothing was sent. */
  number?: string;
  steps: { text: string; at: string }[];
}

/** What is to be paid before the licence is made; amounts in 分. */
export interface Payment {
  cents: number;
  items: { title: string; cents: number }[];
  /** In words. */
  state: string;
  /** The bill's; none before it is made. */
  number?: string;
  /** Where it is paid, while it is not. */
  page?: string;
  paid_at?: string;
}

export interface Application {
  form: string;
  title: string;
  reference: string;
  events: Happened[];
  payment?: Payment;
  delivery?: Delivery;
}

export interface Standing {
  applications: Application[];
  grades: Offered[];
  /** Everything is decided, and nobody has rated it. */
  asks_rating: boolean;
  /** The rating that was given; none before. */
  rating?: Rated;
}

export const standingOf = (conversation: string): Promise<Standing> => call("GET", `/${conversation}/standing`);

export const rate = (conversation: string, grade: number, words: string, reasons: string[]): Promise<Rated> =>
  call("POST", `/${conversation}/rating`, { grade, words, reasons });
