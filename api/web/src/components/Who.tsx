// Who is signed in, and for whom; read aloud when it changes.

import { who } from "../state/who";
import { texts } from "../texts";

export function Who() {
  const now = who.value;
  return <p id="who" role="status">{now && texts().signIn.as(now.name, now.firm)}</p>;
}
