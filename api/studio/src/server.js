// Requests to the API of the staff's page that this is a part of; the page's root element names it. What goes wrong is an Error with `status` (0: not reached), `code` and `errors`.

const PATIENCE = 60000;
/** What plays stories or walks every path, one after the other. */
const SLOW = /coverage|submissions|restore|paths/;
let signInAgain = async () => {};
/** How often this page signed in again: a refusal of what was sent before the last time says nothing about now. */
let signedInAgain = 0;

/** `again` is called, and awaited, when the session has ended; the request is then sent once more. */
export function whenSignedOut(again) { signInAgain = again; }

/** `unattended`: the page asks by itself, which keeps nobody signed in. */
export async function call(method, path, body, { once = false, unattended = false } = {}) {
  const options = { method, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(SLOW.test(path) ? 10 * PATIENCE : PATIENCE) };
  if (body !== undefined) Object.assign(options, { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  if (unattended) options.headers = { ...options.headers, "X-Daoban-Unattended": "1" };
  const sent = signedInAgain;
  let response;
  try {
    response = await fetch(`${document.documentElement.dataset.api}${path}`, options);
  } catch {
    throw Object.assign(new Error("暂时连不上服务，您写的内容都在，请稍后再试。"), { status: 0, code: "unreached" });
  }
  if (response.status === 204) return null;
  let answer = {};
  try { answer = await response.json(); } catch { /* not from us: a gateway between */ }
  if (response.ok) return answer;
  if (response.status === 401 && answer.title === "not-signed-in" && !once) {
    if (sent === signedInAgain) {
      await signInAgain();
      signedInAgain += 1;
    }
    return call(method, path, body, { once: true });
  }
  const told = answer.detail ?? `服务出错了（${response.status}），您写的内容都在，请稍后再试。`;
  throw Object.assign(new Error(told), { status: response.status, code: answer.title, errors: answer.errors });
}
