// Everything that this browser, or who is signed in, can go on with.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { current, goTo, leave } from "../state/conversation";
import { leaveScreen } from "../state/screen";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { drafts, erase, takeBack, type Draft } from "../transport/rights";
import { Digits } from "./Digits";
import { day, minute } from "../state/moment";
import { SignIn } from "./SignIn";

export function Drafts() {
  const says = texts();
  const [list, have] = useState<Draft[] | null>(null);
  const [why, tell] = useState("");
  /** What is done again after signing in. */
  const [waiting, wait] = useState<(() => void) | null>(null);
  const load = () => drafts().then(have, () => tell(says.rights.failed));
  useEffect(() => void load(), []);
  const tried = async (act: () => Promise<void>) => {
    tell("");
    try {
      await act();
    } catch (fault) {
      if (fault instanceof Fault && fault.code === "sign-in-needed") wait(() => () => tried(act));
      else tell(fault instanceof Fault ? fault.message : says.rights.failed);
    }
  };
  const open = (draft: Draft) => tried(async () => {
    if (draft.id === current() && draft.held === "here") return leaveScreen();
    if (draft.held !== "here") await takeBack(draft.id);
    goTo(draft.id);
  });
  const remove = (draft: Draft) => tried(async () => {
    const title = draft.title || says.drafts.untitled;
    if (!confirm(draft.receipt ? says.drafts.sureReceived(title) : says.drafts.sure(title))) return;
    if (draft.held !== "here") await takeBack(draft.id);
    await erase(draft.id);
    if (draft.id === current()) leave();
    else await load();
  });
  return (
    <>
      <p class="fault" role="alert">{why}</p>
      {waiting && <SignIn done={() => { wait(null); waiting(); }} />}
      {list === null ? <p role="status">{says.rights.loading}</p> : list.length ? (
        <ul class="drafts">{list.map((one) => <One key={one.id} draft={one} open={open} remove={remove} />)}</ul>
      ) : <p>{says.drafts.none}</p>}
      <Press act={() => leave()}>{says.page.again}</Press>
      <Digits />
    </>
  );
}

interface Acts {
  draft: Draft;
  open: (draft: Draft) => void;
  remove: (draft: Draft) => void;
}

function One({ draft, open, remove }: Acts) {
  const says = texts();
  const title = draft.title || says.drafts.untitled;
  const here = draft.id === current() && draft.held === "here";
  return (
    <li>
      <h3 lang="zh-CN">{title}</h3>
      <p>{far(draft)}{draft.asking && <> · <span lang="zh-CN">{says.drafts.asking(draft.asking)}</span></>}</p>
      <p class="quiet">
        {says.drafts.changed(minute(draft.updated))}
        {draft.kept_until && ` · ${says.drafts.kept(day(draft.kept_until))}`}
      </p>
      {(here || draft.held !== "here") && <p class="mark">{here ? says.drafts.current : says.drafts.elsewhere}</p>}
      <div class="acts">
        <Press main label={says.drafts.openOf(title)} act={() => open(draft)}>{draft.held === "here" ? says.drafts.open : says.rights.here}</Press>
        <Press label={says.drafts.removeOf(title)} act={() => remove(draft)}>{says.drafts.remove}</Press>
      </div>
    </li>
  );
}

function far({ stage, progress, receipt }: Draft): string {
  const says = texts().where;
  if (receipt) return says.received(receipt.reference);
  if (stage !== "asking") return { routing: says.routing, review: says.review, submitted: says.submitted, closed: says.closed }[stage] ?? "";
  return says.asking(progress.answered, progress.remaining_min, progress.remaining_max);
}
