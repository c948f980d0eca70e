// What the desk calls things.

/** What an officer does -> what it is called on its button. The status that it leads to has a name of its own. */
export const ACTS = {
  accepted: "受理", not_needed: "不受理", acceptance_refused: "不予受理", review_begun: "开始办理", special_begun: "启动特别程序",
  special_ended: "特别程序结束", extended: "延长期限", granted: "准予许可", granted_with_deferral: "容缺准予", refused: "不予许可",
  issued: "签发证照", delivered: "送达", recalled: "撤回许可", revoked: "撤销许可",
};

/** Acts that go on; the others end something, or give it a turn. */
export const PLAIN = new Set(["accepted", "review_begun", "granted", "issued", "delivered", "special_ended"]);

export const STANDINGS = [
  ["open", "没办完的"], ["new", "等受理"], ["waiting", "等申请人补正"], ["reviewed", "办理中"], ["decided", "等签发、送达"], ["over", "已结束"],
  ["all", "全部"],
];

/** Ready words for what is often wrong. */
export const FIELD_PHRASES = ["和提交的材料不一致，请核对后改正。", "没有写完整，请补全。", "写的不是这一项要的内容，请按说明改。"];
export const MATERIAL_PHRASES = ["没有收到，请补交。", "缺页，请补齐。", "看不清，请重新拍照或者扫描。", "没有签字或者盖章，请补上。", "已经过了有效期，请换有效的。"];

export const VERDICTS = { agree: "同意", agree_with_conditions: "有条件同意", refuse: "不同意" };
export const STATES = { waiting: "还没有轮到", open: "正在办", done: "办好了", not_needed: "不用办" };

/** 分 as 元, e.g. `10.00`. */
export const yuan = (cents) => (cents / 100).toFixed(2);

/** By when, and how long that is from now. */
export function dueWords(due) {
  if (!due) return { day: "—", left: "", late: false };
  if (due.year) return { day: `${due.days}${due.unit}`, left: awaited(due), late: false };
  const left = due.left === null ? (due.late ? "已经超期" : "") : due.left < 0 ? `超期 ${-due.left} 个${due.unit}` : due.left === 0 ? "今天到期" : `还有 ${due.left} 个${due.unit}`;
  return { day: due.day, left: due.certain ? left : `${left}（推算，请核对）`, late: due.late };
}

/** By when the step that an event begins has to end; nothing where the event tells neither a day nor why there is none yet. */
export function stepDue({ due, undated }) {
  if (due) return `${due.day}（${due.days}${due.unit}）`;
  return undated ? `${undated.days}${undated.unit}，${awaited(undated)}` : "";
}

/** Why a last day cannot be told yet. */
function awaited({ year }) {
  return `${year}年放假安排公布后才能算出最后一天`;
}
