// Spends a code, and goes on with what it opens.

import { useEffect, useState } from "preact/hooks";
import { goTo } from "../state/conversation";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { take } from "../transport/rights";
import { SignIn } from "./SignIn";

export function Taking({ code, failed }: { code: { token: string } | { code: string }; failed: (why: string) => void }) {
  const says = texts().rights;
  const [why, tell] = useState("");
  const [unknown, ask] = useState(false);
  const spend = async () => {
    ask(false);
    try {
      goTo((await take(code)).id);
    } catch (fault) {
      if (fault instanceof Fault && fault.code === "sign-in-needed") return ask(true);
      const reason = fault instanceof Fault ? fault.message : says.failed;
      tell(reason);
      failed(reason);
    }
  };
  useEffect(() => void spend(), []);
  if (unknown) return <SignIn done={spend} />;
  return why ? <p class="fault" role="alert">{why}</p> : <p role="status">{says.loading}</p>;
}
