// Where an application stands at intake, and how content the applicant is.

import type { Happened } from "../turn";
import { call } from "./call";

export interface Grade {
  grade: number;
  text: string;
}

export interface Standing {
  applications: { form: string; title: string; reference: string; events: Happened[] }[];
  grades: Grade[];
  /** The rating that was given; none before. */
  rating?: Grade;
}

export const standingOf = (conversation: string): Promise<Standing> => call("GET", `/${conversation}/standing`);

export const rate = (conversation: string, grade: number, words: string): Promise<Grade> =>
  call("POST", `/${conversation}/rating`, { grade, words });
