// The address of a web page.

import { narrow, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const LABEL = "[A-Za-z0-9-]+";
/** The same as the server reads: with http a name may be Chinese; without, only its last part. */
const URL_SHAPE = new RegExp(
  `^(https?://[\\w\\u4e00-\\u9fff-]+|${LABEL})(\\.${LABEL})*\\.([A-Za-z]{2,}|[\\u4e00-\\u9fff]{2,})(:\\d+)?([/?#][\\w\\-./?%&=+~#:@!$]*)?$`,
  "i",
);

export function composeUrl(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.url;
  const url = address(typed);
  if (!url) return wrong(says.empty);
  if (/[\w]@[\w]/.test(url)) return wrong(says.email);
  const scheme = /^([a-z]+):\/*/i.exec(url);
  if (scheme && !/^https?:\/\/$/i.test(scheme[0])) return wrong(says.scheme);
  if (!url.includes(".")) return wrong(says.dot);
  const full = scheme ? url : `https://${url}`;
  return URL_SHAPE.test(url) ? within(full, limits) : wrong(says.form);
}

/** Without the full stop of the sentence it was copied from. */
const address = (typed: string): string => narrow(typed).replace(/。(?=\w)/g, ".").replace(/[。.,，;；、!！~…:"'”’]+$/, "");
