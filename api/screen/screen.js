// The screen on the applicant's side of the counter: what a clerk fills in, large; nothing can be typed, one button says yes.
// Which conversation it is stands in this page alone: when the page is left, the next person begins with a code.

const API = "/api/v1";
/** Seconds that one request waits for something new; milliseconds before the next try, and until a forgotten case is put away. */
const WAIT = 20;
const AGAIN = 2000;
const FORGOTTEN = 10 * 60 * 1000;
const SCOPES = ["personal", "sensitive"];
const at = (id) => document.getElementById(id);

let here = "";
let state = null;
/** What somebody did not agree to is not asked over and over. */
let declined = [];
let forgotten = 0;

at("take").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const { id } = await call("POST", "/handover", { code: at("code").value, channel: "window" });
    at("code").value = "";
    at("wrong").textContent = "";
    begin(id);
  } catch (fault) {
    at("wrong").textContent = fault.message;
  }
});
at("yes").addEventListener("click", () => {
  const way = wanted(state);
  if (way) act(() => call("POST", `${own()}/messages`, { client_msg_id: fresh(), choice: { question: state.asking.instance, value: way.choice.value } }));
});
at("agree").addEventListener("click", () => decide("agreed"));
at("decline").addEventListener("click", () => { declined.push(unsaid(state)[0]); decide("declined"); });
at("leave").addEventListener("click", leave);
addEventListener("pointerdown", remember);
addEventListener("keydown", remember);

function own() { return `/conversations/${encodeURIComponent(here)}`; }

/** crypto.randomUUID exists only on https pages; a screen in a hall may be served without. */
function fresh() { return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join(""); }

async function begin(id) {
  here = id;
  at("enter").hidden = true;
  at("shown").hidden = false;
  remember();
  await look();
  at("title").focus();
  follow(id);
}

/** Waits for the next turn, and for the one after it, as long as this case is shown. */
async function follow(id) {
  while (here === id) {
    try {
      const turns = await call("GET", `${own()}/turns?after=${state?.seq ?? 0}&wait=${WAIT}`);
      if (here === id && turns.length) { remember(); await look(); }
    } catch (fault) {
      if (here !== id) return;
      if (fault.status === 401 || fault.status === 404) {
        leave();
        at("wrong").textContent = "这一件已经在别的设备上继续，或者已经清掉，这里不再显示。";
        return;
      }
      at("trouble").textContent = fault.message;
      await new Promise((done) => setTimeout(done, AGAIN));
      await look();
    }
  }
}

async function look() {
  const id = here;
  const told = await call("GET", own()).catch((fault) => { at("trouble").textContent = fault.message; return null; });
  if (told && here === id) { at("trouble").textContent = ""; show(told); }
}

async function act(send) {
  at("yes").disabled = at("agree").disabled = at("decline").disabled = true;
  try { await send(); await look(); } catch (fault) { at("trouble").textContent = fault.message; }
  at("yes").disabled = at("agree").disabled = at("decline").disabled = false;
}

/** What is still to be agreed to, as far as anything that is missing needs it; numbers of identity cards apart, after the rest. */
function unsaid(told) {
  const open = told?.case.open ?? [];
  const needed = { personal: open.some(({ sensitivity }) => sensitivity), sensitive: open.some(({ sensitivity }) => sensitivity === "sensitive") };
  return SCOPES.filter((scope) => needed[scope] && !(told.consent ?? SCOPES).includes(scope));
}

async function decide(decision) {
  const scopes = unsaid(state).slice(0, 1);
  if (scopes.length) await act(async () => call("POST", `${own()}/consent`, { decision, scopes, version: (await call("GET", "/privacy")).version }));
}

/** What a yes would say yes to: the open confirmation, or the review with what is declared. */
function wanted(told) {
  if (!["confirm", "review"].includes(told?.asking?.kind)) return null;
  const message = told.messages.find(({ question, choices }) => question === told.asking.instance && choices?.length);
  return message ? { message, choice: message.choices[0] } : null;
}

function show(told) {
  state = told;
  const { case: matter } = told;
  at("title").textContent = matter.applications.map(({ title }) => title).join("、") || "您要办的事";
  at("who").textContent = standing(matter);
  const [scope] = unsaid(told);
  at("notice").hidden = Boolean(!scope || declined.includes(scope) || matter.receipt);
  if (!at("notice").hidden) inform(scope);
  const way = wanted(told);
  at("ask").hidden = !way;
  if (way) {
    at("words").textContent = way.message.text;
    at("yes").textContent = way.choice.label === "都对" ? "确认，都对" : way.choice.label;
    const said = told.asking.kind === "review" ? matter.applications.flatMap(({ declarations }) => declarations.map(({ text }) => text)) : [];
    at("declared").replaceChildren(...[...new Set(said)].map((text) => made("li", text)));
  }
  at("all").replaceChildren(...filled(matter.applications));
}

function standing(matter) {
  if (matter.receipt) return `已经提交，收件编号 ${matter.receipt.reference}`;
  return matter.clerk ? `${matter.clerk.name} 正在帮您办` : "";
}

/** What a clerk filled in and nobody has said yes to stands in front, the rest in the order of the form. */
function filled(applications) {
  const parts = applications.flatMap(({ sections, fields }) => sections.map(({ title, fields: pointers }) => [title, pointers.map((pointer) => fields[pointer])]));
  const isNew = ({ source, confirmed }) => source === "clerk" && !confirmed;
  const waiting = parts.flatMap(([, fields]) => fields.filter(isNew));
  return [["工作人员替您填的", waiting, "new"], ...parts.map(([title, fields]) => [title, fields.filter((field) => !isNew(field)), ""])]
    .filter(([, fields]) => fields.length)
    .flatMap(([title, fields, kind]) => [made("h3", title), list(fields, kind)]);
}

function list(fields, kind) {
  const box = made("dl");
  for (const { label, display } of fields) {
    const row = made("div");
    row.append(made("dt", label), made("dd", display, kind));
    box.append(row);
  }
  return box;
}

let informed = "";
async function inform(scope) {
  if (informed === here + scope) return;
  informed = here + scope;
  const { short } = await call("GET", "/privacy");
  at("short").replaceChildren(...short[scope].map((text) => made("p", text)));
}

/** Nothing of the case is left on the screen. */
function leave() {
  here = informed = "";
  state = null;
  declined = [];
  clearTimeout(forgotten);
  for (const id of ["all", "short", "declared"]) at(id).replaceChildren();
  for (const id of ["title", "who", "words", "trouble", "wrong"]) at(id).textContent = "";
  at("shown").hidden = true;
  at("enter").hidden = false;
  at("code").focus();
}

function remember() {
  clearTimeout(forgotten);
  if (here) forgotten = setTimeout(leave, FORGOTTEN);
}

function made(name, text, kind) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

async function call(method, path, body) {
  const sent = { method, credentials: "same-origin", cache: "no-store", ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}) };
  let response;
  try { response = await fetch(API + path, sent); } catch { throw Object.assign(new Error("暂时连不上，请稍等。"), { status: 0 }); }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.detail ?? "出了点问题，请告诉工作人员。"), { status: response.status });
}
