import { expect, test } from "vitest";
import { brief, partsOf, placeOf, type Placed } from "./parts";

const field = (fact: string, display = fact): Placed => ({ fact, display, label: "", source: "said", confirmed: true, pointer: `/${fact}` });

/** Facts in the order of the form, and what they come to: of an item its address before its facts. */
test.each<[string, string[], string[][]]>([
  ["nothing", [], []],
  ["one field", ["a"], [["", "a"]]],
  ["fields in a row", ["a", "b.c"], [["", "a", "b.c"]]],
  ["an item", ["staff[1].name", "staff[1].id_no"], [["staff[1]", "staff[1].name", "staff[1].id_no"]]],
  ["two items", ["staff[1].name", "staff[2].name"], [["staff[1]", "staff[1].name"], ["staff[2]", "staff[2].name"]]],
  ["an item after fields", ["a", "staff[1].name"], [["", "a"], ["staff[1]", "staff[1].name"]]],
  ["fields after an item", ["staff[1].name", "a"], [["staff[1]", "staff[1].name"], ["", "a"]]],
  ["fields around an item", ["a", "staff[1].name", "b"], [["", "a"], ["staff[1]", "staff[1].name"], ["", "b"]]],
  ["an item in two pieces", ["s[1].a", "s[2].a", "s[1].b"], [["s[1]", "s[1].a", "s[1].b"], ["s[2]", "s[2].a"]]],
  ["ten and one are two", ["s[1].a", "s[10].a"], [["s[1]", "s[1].a"], ["s[10]", "s[10].a"]]],
  ["items of two lists", ["s[1].a", "t[1].a"], [["s[1]", "s[1].a"], ["t[1]", "t[1].a"]]],
  ["dots in a list's name", ["canteen.staff[1].a"], [["canteen.staff[1]", "canteen.staff[1].a"]]],
])("%s", (_, facts, parts) => {
  const found = partsOf(facts.map((fact) => field(fact)));
  expect(found.map(({ item = "", fields }) => [item, ...fields.map(({ fact }) => fact)])).toEqual(parts);
});

const LISTS = [
  { fact: "staff", label: "管理人员", items: ["staff[1]", "staff[3]"] },
  { fact: "cars", label: "车辆", items: ["cars[2]"] },
];
test.each([
  ["staff[1]", { label: "管理人员", number: 1 }],
  ["staff[3]", { label: "管理人员", number: 2 }],
  ["cars[2]", { label: "车辆", number: 1 }],
  ["staff[2]", null],
  ["boats[1]", null],
])("%s is %j", (item, place) => expect(placeOf(item, LISTS)).toEqual(place));

const FIELDS = [field("staff[1].name", "王芳"), field("staff[1].id_no", "3101****0014"), field("staff[1].gender", ""), field("staff[1].mobile", "139****5678"), field("staff[1].job", "店长"), field("staff[10].name", "李强")];
test.each([
  ["staff[1]", "王芳，3101****0014，139****5678"],
  ["staff[10]", "李强"],
  ["staff[2]", ""],
])("%s in few words is %s", (item, told) => expect(brief(item, [...FIELDS, ...FIELDS])).toBe(told));
