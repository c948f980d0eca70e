import { expect, test } from "vitest";
import { composeNumber } from "../widgets/number";
import { en } from "./en";
import { speak, texts } from "./index";
import { zh } from "./zh";

type Tree = { [name: string]: unknown };

/** Every text with its path; functions are told with figures in their places. */
function told(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([name, one]) => {
    const here = `${path}/${name}`;
    if (typeof one === "function") return [[here, String(one(1, 2, 3))]] as [string, string][];
    return typeof one === "object" ? told(one as Tree, here) : [[here, String(one)]];
  });
}

test("both languages say the same things", () => {
  expect(told(en).map(([path]) => path)).toEqual(told(zh).map(([path]) => path));
});

test("nothing is left empty", () => {
  for (const [path, text] of [...told(zh), ...told(en)]) expect(text.trim() || path.endsWith("/sentences"), path).toBeTruthy();
});

test("the language can be changed and changed back, for what widgets say too", async () => {
  await speak("en");
  expect(texts().chat.send).toBe("Send");
  expect(composeNumber("integer", "", "").fault).toBe("Please enter a number.");
  await speak("zh");
  expect(composeNumber("integer", "", "").fault).toBe("请填一个数字。");
});
