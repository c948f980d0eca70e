// The departments' desk: who is here, and what is looked at.

import { at } from "../../studio/src/dom.js";
import { enter } from "../../studio/src/entering.js";
import { beginList, showList } from "./list.js";
import { leaveMatter, openMatter, unsent } from "./matter.js";
import { answersKept, openRating } from "./rating.js";
import { beginRatings, showRatings } from "./ratings.js";
import { beginVerifying, showVerifying } from "./verifying.js";

let who = null;

const PLACES = ["list", "matter", "ratings", "rating", "verify"];

/** The address says what is shown: a reference, the bad ratings, one of them, licences to verify, or the list. */
function look(again = false) {
  const [first, reference] = decodeURIComponent(location.hash.slice(1)).split("/");
  const place = first === "verify" ? "verify" : first === "ratings" ? (reference ? "rating" : "ratings") : first ? "matter" : "list";
  for (const one of PLACES) at(one).hidden = one !== place;
  document.title = `${{ matter: `${first} `, ratings: "差评 ", rating: `差评 ${reference} `, verify: "验证照 ", list: "" }[place]}导办：审批台`;
  if (place !== "matter") leaveMatter();
  if (place === "matter") return openMatter(first);
  if (place === "rating") return openRating(reference);
  if (place === "verify") return showVerifying();
  if (again) at(`${place}title`).focus();
  return place === "list" ? showList() : showRatings();
}

at("back").addEventListener("click", () => { location.hash = ""; });
addEventListener("hashchange", () => { if (who) look(true); });
addEventListener("focus", () => { if (who && !at("list").hidden) showList(); else if (who && !at("ratings").hidden) showRatings(); });
addEventListener("beforeunload", (event) => { if (unsent() || answersKept()) event.preventDefault(); });

enter({
  name: ({ office, name }) => `${office}　${name}`,
  begin(now) {
    who = now;
    beginList();
    beginRatings();
    beginVerifying();
    return look();
  },
});
