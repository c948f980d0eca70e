// How far the application is, in words and as a bar.

import { officeDay } from "../state/moment";
import { doing, turn } from "../state/open";
import type { Turn } from "../turn";
import { texts } from "../texts";

export function Where() {
  const now = turn.value;
  return (
    <div id="where">
      <p id="progress" role="status">{words(now)}</p>
      {now && <Bar turn={now} />}
    </div>
  );
}

function words(now: Turn | null): string {
  const says = texts().where;
  if (doing.value === "sending") return says.sending;
  if (doing.value === "waiting") return says.waiting;
  if (!now) return says.routing;
  const { receipt, stage, correction } = now.case;
  if (correction?.length) {
    const days = correction.map(({ until }) => until).filter(Boolean).sort();
    return says.correcting(correction.reduce((sum, { points }) => sum + points.filter((one) => !one.settled).length, 0), days[0] ? officeDay(days[0]) : "");
  }
  if (receipt) return says.received(receipt.reference);
  const { answered, remaining_min: least, remaining_max: most } = now.progress;
  const done = stage === "routing" || stage === "review" || stage === "submitted" || stage === "closed";
  return done ? says[stage] : says.asking(answered, least, most);
}

function Bar({ turn: { progress, case: { stage } } }: { turn: Turn }) {
  if (stage === "routing" || stage === "closed") return null;
  const most = Math.max(progress.answered + progress.remaining_min, 1);
  return <progress id="bar" max={most} value={stage === "asking" ? progress.answered : most} aria-labelledby="progress" />;
}
