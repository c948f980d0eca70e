// Where the answer of a widget goes, and what its fields have to carry so that their fault is read out with them.

import { createContext } from "preact";
import { useContext } from "preact/hooks";

export interface Sending {
  send(answer: string): void;
  /** What the button says. */
  done: string;
}

/** Null: the answer goes to the open question. */
export const SendingContext = createContext<Sending | null>(null);

export interface Faulty {
  "aria-describedby": string;
  "aria-invalid": boolean;
}

export const FaultContext = createContext<Faulty>({ "aria-describedby": "", "aria-invalid": false });
export const useFaulty = (): Faulty => useContext(FaultContext);
