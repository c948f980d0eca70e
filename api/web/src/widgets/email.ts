// An address of e-mail.

import { narrow, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const EMAIL = /^[a-z0-9._%+-]{1,64}@[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(\.[a-z0-9-]{1,63}){1,4}$/;

/** Nobody stops right behind the dot of 「qq.com」. */
export const wholeEmail = (typed: string): boolean => /@.*\..{2}/.test(address(typed));

export function composeEmail(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.email;
  const email = address(typed);
  if (!email) return wrong(says.empty);
  const [name, host, ...more] = email.split("@");
  if (host === undefined) return wrong(says.at);
  if (more.length) return wrong(says.twice);
  if (/[^\x21-\x7e]/.test(email)) return wrong(says.letters);
  if (!name) return wrong(says.name);
  if (!host.includes(".")) return wrong(says.host);
  return EMAIL.test(email) ? within(email, limits) : wrong(says.form);
}

/** A Chinese keyboard writes 。 where the dot is; the ends of a sentence around it fall off. */
const address = (typed: string): string => narrow(typed).replace(/^[。.,，;；、]+|[。.,，;；、]+$/g, "").replace(/。/g, ".").toLowerCase();
