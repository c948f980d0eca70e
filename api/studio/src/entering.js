// Coming in to a page for staff, staying in when the session ends meanwhile, and going out.

import { at } from "./dom.js";
import { call, whenSignedOut } from "./server.js";
import { signIn } from "./signin.js";

/** Shows the page once somebody is signed in. `name` writes who it is; `begin` shows what they have; `leaving` is awaited before they go. */
export async function enter({ name, begin, leaving = async () => {} }) {
  let who = null;
  let signingIn = null;
  whenSignedOut(() => {
    signingIn ??= signIn("登录过期了，请重新登录。您写的内容都在。").then((now) => {
      signingIn = null;
      // Another person must not go on in this one's work; what an author wrote stays in this browser under its own author.
      if (who && now.id !== who.id) {
        location.reload();
        return new Promise(() => {}); // nor is what this one was sending sent as the other's
      }
    });
    return signingIn;
  });
  at("signout").addEventListener("click", async () => {
    await leaving();
    await call("DELETE", "/session").catch(() => {});
    location.hash = "";
    location.reload();
  });
  try {
    who = await call("GET", "/session", undefined, { once: true });
  } catch (fault) {
    await signIn(fault.status === 401 ? "" : fault.message);
    who = await call("GET", "/session");
  }
  at("who").textContent = name(who);
  at("signout").hidden = false;
  document.querySelector("main").hidden = false;
  await begin(who);
}
