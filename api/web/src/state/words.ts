// The words of a line, whoever says it.

import { texts } from "../texts";
import type { Line } from "./line";

/** What is read: the page's own lines speak the page's language. */
export const wordsOf = (line: Line): string => (line.said ? texts().chat[line.said] : line.text);
