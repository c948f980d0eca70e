import { expect, test } from "vitest";
import type { Limits, Option } from "../turn";
import { composeSeveral, toggled } from "./several";

const OFFERED: Option[] = [
  { label: "热食", value: "hot" },
  { label: "冷食", value: "cold" },
  { label: "生食", value: "raw" },
  { label: "自制饮品", value: "drinks" },
  { label: "没有", value: null },
];
const GOOD: [string[], Limits, string[], string][] = [
  [["hot"], {}, ["hot"], "热食"],
  [["drinks"], {}, ["drinks"], "自制饮品"],
  [["hot", "cold"], {}, ["hot", "cold"], "热食、冷食"],
  [["cold", "hot"], {}, ["hot", "cold"], "热食、冷食"],
  [["drinks", "raw", "hot"], {}, ["hot", "raw", "drinks"], "热食、生食、自制饮品"],
  [["hot", "cold", "raw", "drinks"], {}, ["hot", "cold", "raw", "drinks"], "热食、冷食、生食、自制饮品"],
  [["hot", "hot"], {}, ["hot"], "热食"],
  [["hot", "gone"], {}, ["hot"], "热食"],
  [["hot"], { min_items: 1 }, ["hot"], "热食"],
  [["hot"], { min_items: 0 }, ["hot"], "热食"],
  [["hot", "raw"], { min_items: 2 }, ["hot", "raw"], "热食、生食"],
  [["hot", "raw", "cold"], { min_items: 2 }, ["hot", "cold", "raw"], "热食、冷食、生食"],
  [["hot", "raw"], { max_items: 2 }, ["hot", "raw"], "热食、生食"],
  [["hot"], { max_items: 1 }, ["hot"], "热食"],
  [["hot", "raw"], { min_items: 2, max_items: 2 }, ["hot", "raw"], "热食、生食"],
];
const BAD: [unknown[], Limits, RegExp][] = [
  [[], {}, /至少选一项/],
  [[], { min_items: 0 }, /至少选一项/],
  [[], { min_items: 4 }, /至少选一项/],
  [[null], {}, /至少选一项/],
  [["gone"], {}, /至少选一项/],
  [[""], {}, /至少选一项/],
  [["热食"], {}, /至少选一项/],
  [["HOT"], {}, /至少选一项/],
  [["hot"], { min_items: 2 }, /至少选 2 项，现在选了 1 项/],
  [["hot", "hot"], { min_items: 2 }, /至少选 2 项，现在选了 1 项/],
  [["hot", null], { min_items: 2 }, /至少选 2 项，现在选了 1 项/],
  [["hot", "gone"], { min_items: 2 }, /至少选 2 项，现在选了 1 项/],
  [["hot", "cold", "raw"], { min_items: 4 }, /至少选 4 项，现在选了 3 项/],
  [["hot", "cold"], { max_items: 1 }, /最多选 1 项，现在选了 2 项/],
  [["hot", "cold", "raw", "drinks"], { max_items: 3 }, /最多选 3 项，现在选了 4 项/],
];

test.each(GOOD)("%j within %j is %j", (picked, limits, values, shown) => expect(composeSeveral(OFFERED, picked, limits)).toEqual({ values, shown }));
test.each(BAD)("%j within %j is told to be wrong: %s", (picked, limits, why) => expect(composeSeveral(OFFERED, picked, limits).fault).toMatch(why));
test.each<[string[], string, string[]]>([
  [[], "a", ["a"]],
  [["a"], "a", []],
  [["a"], "b", ["a", "b"]],
  [["a", "b"], "a", ["b"]],
])("%j and a press on %s are %j", (picked, value, then) => expect(toggled(picked, value)).toEqual(then));
