// How far the application is, in words and as a bar; and how large all of it is shown.

import { care } from "../state/care";
import { doing, turn } from "../state/open";
import type { Turn } from "../turn";
import { Press } from "./Press";

const STAGES: Record<string, string> = {
  routing: "开店办证，一句话开始",
  review: "都填好了，请核对后提交",
  submitted: "已经提交",
  closed: "已经关闭",
};

export function Where() {
  const now = turn.value;
  return (
    <div id="where">
      <div class="far">
        <p id="progress" role="status">{words(now)}</p>
        {now && <Bar turn={now} />}
      </div>
      <Press id="care" pressed={care.value} act={() => (care.value = !care.value)}>长辈版</Press>
    </div>
  );
}

function words(now: Turn | null): string {
  if (doing.value === "sending") return "导办正在处理……";
  if (doing.value === "waiting") return "等着连上……";
  if (!now) return STAGES.routing!;
  const { receipt, stage } = now.case;
  if (receipt) return `已经收件：${receipt.reference}`;
  const { answered, remaining_min: least, remaining_max: most } = now.progress;
  return STAGES[stage] ?? `已答 ${answered} 个问题，还有 ${least} 个${least === most ? "" : "左右"}`;
}

function Bar({ turn: { progress, case: { stage } } }: { turn: Turn }) {
  if (stage === "routing" || stage === "closed") return null;
  const most = Math.max(progress.answered + progress.remaining_min, 1);
  return <progress id="bar" max={most} value={stage === "asking" ? progress.answered : most} aria-labelledby="progress" />;
}
