// What has been filled so far: progress, the application with a way to change each answer, materials, the receipt.

import { element, press } from "./chat.js";

const at = (id) => document.getElementById(id);
/** What rules and the scenario put in cannot be typed. */
const COMPUTED = new Set(["derived", "scenario"]);
const SOURCES = { licence: "证照带出，请核对", default: "默认，请核对" };
const MODES = { e_license_exempt: "免交", system_generated: "系统生成", system_check: "系统核验", fill_in: "网上填", upload: "要上传" };
const STAGES = { routing: "开店办证，一句话开始", review: "都填好了，请核对后提交", submitted: "已经提交", closed: "已经关闭" };

export function showProgress({ progress, case: { stage, receipt } }) {
  const { answered, remaining_min: least, remaining_max: most } = progress;
  const left = least === most ? `还有 ${least} 个` : `还有 ${least} 个左右`;
  at("progress").textContent = receipt ? `已经收件：${receipt.reference}` : STAGES[stage] ?? `已答 ${answered} 个问题，${left}`;
  const bar = at("bar");
  bar.hidden = stage === "routing" || stage === "closed";
  bar.max = Math.max(answered + least, 1);
  bar.value = stage === "asking" ? answered : bar.max;
}

/** `change(fact, label, value)` is called when the applicant has typed another value. */
export function showCase(turn, pdf, change) {
  const { applications, materials, receipt } = turn.case;
  at("receipt").hidden = !receipt;
  at("reference").textContent = receipt?.reference ?? "";
  const missing = applications.reduce((sum, one) => sum + one.missing.length, 0);
  const filled = applications.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  at("formcount").textContent = filled ? ` ${filled}` : "";
  at("formtitle").textContent = !filled ? "申请表" : missing ? `申请表：已填 ${filled} 项` : "申请表：都填好了";
  at("noform").hidden = applications.length > 0;
  at("form").replaceChildren(...applications.flatMap((one) => shown(one, receipt ? null : change)));
  at("pdf").hidden = !applications.length;
  at("pdf").href = pdf;
  at("materialcount").textContent = materials.length ? ` ${materials.length}` : "";
  at("nomaterials").hidden = materials.length > 0;
  at("materials").replaceChildren(...materials.map(material));
}

function shown(application, change) {
  const fields = Object.values(application.fields);
  const own = fields.filter((field) => !COMPUTED.has(field.source));
  const rest = fields.filter((field) => COMPUTED.has(field.source));
  const computed = element("details");
  computed.append(element("summary", `系统按规定填写的 ${rest.length} 项`), rows(rest, null));
  return [element("p", application.title, "quiet"), rows(own, change), computed];
}

function rows(fields, change) {
  const list = element("dl");
  for (const field of fields) {
    const row = element("div");
    const value = element("dd", field.display || "无");
    if (!field.confirmed && SOURCES[field.source]) value.append(element("span", SOURCES[field.source], "draft"));
    row.append(element("dt", field.label), value);
    if (change) row.append(editor(row, field, change));
    list.append(row);
  }
  return list;
}

function editor(row, field, change) {
  const open = press("改", () => {
    const form = element("form");
    const input = element("input");
    input.value = field.display.includes("*") ? "" : field.display;
    input.setAttribute("aria-label", `${field.label}改成`);
    const save = element("button", "保存", "main");
    const close = () => { form.remove(); open.hidden = false; open.focus(); };
    form.append(input, save, press("不改", close));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const value = input.value.trim();
      if (!value) return input.focus();
      close();
      change(field.fact, field.label, value);
    });
    open.hidden = true;
    row.append(form);
    input.focus();
    input.select();
  });
  open.setAttribute("aria-label", `修改${field.label}`);
  return open;
}

function material({ label, mode, note, certain }) {
  const item = element("li");
  if (MODES[mode]) item.append(element("span", MODES[mode], `mode ${mode}`));
  item.append(element("strong", label));
  const more = [note, certain ? "" : "以受理窗口为准"].filter(Boolean).join("。");
  if (more) item.append(element("p", more, "quiet"));
  return item;
}
