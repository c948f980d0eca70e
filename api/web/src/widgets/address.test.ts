import { expect, test } from "vitest";
import { composeAddress } from "./address";

type Parts = [district: string, road: string, number: string, floor: string, room: string];
const GOOD: [...Parts, string][] = [
  ["静安区", "南京西路", "1234", "", "", "静安区南京西路1234号"],
  ["静安区", "南京西路", "1234", "3", "301", "静安区南京西路1234号3楼301室"],
  ["静安区", "南京西路", "1234号", "一楼", "A座", "静安区南京西路1234号一楼A座"],
  ["浦东新区", "世纪大道", "100", "B1层", "", "浦东新区世纪大道100号B1层"],
  ["徐汇区", "徐汇区漕溪北路", "18", "", "5", "徐汇区漕溪北路18号5室"],
  ["徐汇区", "上海市徐汇区漕溪北路", "18", "", "", "徐汇区漕溪北路18号"],
  ["崇明区", "裕鸿路", "77弄5", "", "", "崇明区裕鸿路77弄5号"],
  ["黄浦区", " 南京 东路 ", "１２", "２", "12铺", "黄浦区南京东路12号2楼12铺"],
];
const BAD: [...Parts, RegExp][] = [
  ["", "南京西路", "1234", "", "", /哪个区/],
  ["", "", "", "", "", /哪个区/],
  ["闸北区", "天目西路", "1", "", "", /哪个区/],
  ["静安区", "", "1234", "", "", /路名/],
  ["静安区", "  ", "1234", "", "", /路名/],
  ["静安区", "静安区", "1234", "", "", /路名/],
  ["静安区", "1234", "5", "", "", /路名不会只有数字/],
  ["静安区", "南京西路", "", "3", "301", /门牌号/],
  ["静安区", "南京西路", "号", "", "", /要有数字/],
  ["静安区", "南京西路", "路口", "", "", /要有数字/],
];
const parts = (district: string, road: string, number: string, floor: string, room: string) => ({ district, road, number, floor, room });

test.each(GOOD)("%s %s %s %s %s is %s", (...row) => expect(composeAddress(parts(row[0], row[1], row[2], row[3], row[4]))).toEqual({ answer: row[5] }));
test.each(BAD)("%s %s %s %s %s is told to be wrong: %s", (...row) => expect(composeAddress(parts(row[0], row[1], row[2], row[3], row[4])).fault).toMatch(row[5]));
