"""What is said around a value is no part of it, and a part is not the whole; ``("~", value)`` is asked back, None a rejection."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.values import ChoiceOption, read_value

from .reading import TODAY, offered, seen, told

NAME, CHANGE, WASH = "泳池叫什么？", "要改成什么？", "送到哪家单位洗？"
SAID: list[tuple[str, str, str, Any]] = [
    # parts of a sum, sums of some of them
    ("area", "客人用餐的地方多少平方米？", "大堂80平，两个包厢加起来26", None),
    ("area", "总面积多少平方米？", "前面30平，后面20平，一共50", 50),
    ("area", "使用面积多少平方米？", "建面310，使用面积差不多260", ("~", 260)),
    ("integer", "一共多少个座位？", "座位三张四人桌 窗边还有4个高脚凳", 16),
    ("integer", "有几张床？", "一张也没放，都是沙发", 0),
    ("integer", "有几台读卡器？", "前台两台 备用一台", 3),
    ("integer", "几个人抓药？", "原来五个走了两个", 3),
    # money in tens of thousands
    ("money", "注册资本是多少？", "50个", ("~", 500000)),
    ("money", "总投资额多少？", "八九十万吧设备就花了四十万", (800000, 900000)),
    # measures
    ("number", "楼有多高，多少米？", "八层楼吧", None),
    ("number", "总共多少台设备的功率（千瓦）？", "30个千瓦", 30),
    # days and hours
    ("date", "打算哪天开业？", "11月25号就明天", "2026-11-25"),
    ("date", "打算哪天开业？", "国庆节当天，明年十一", "2027-10-01"),
    ("time_range", "几点到几点在岗？", "上班 8点来 4点半走", ("~", ["08:00", "16:30"])),
    ("time_range", "每天开放几点到几点？", "两点到十点", ("~", ["14:00", "22:00"])),
    ("time_range", "每天开放几点到几点？", "凌晨两点到早上九点", ["02:00", "09:00"]),
    ("business_hours", "", "10点到1点 4点到8点，天天开", {"days": [1, 2, 3, 4, 5, 6, 7], "slots": [["10:00", "13:00"], ["16:00", "20:00"]]}),
    # names of firms
    ("company_name", "", "上海果然好水果有限公司（合同上的名字）", "上海果然好水果有限公司"),
    ("company_name", "", "东北大馅那家，全名我再查查", None),
    ("company_name", WASH, "床单送给晶莹洗涤（昆山）有限公司洗", "晶莹洗涤（昆山）有限公司"),
    ("company_name", WASH, "毛巾是红星洗衣厂来收", "红星洗衣厂"),
    ("company_name", WASH, "我们自己洗的", None),
    ("person_name", "", "值班队长马志国", "马志国"),
    ("email", "", "lin.shop(at)163.com", "lin.shop@163.com"),
    # addresses
    ("address", "", "金山区朱泾镇亭枫公路2555弄8号楼101室（园区登记的）", "金山区朱泾镇亭枫公路2555弄8号楼101室"),
    ("address", "", "虹口区四川北路 1318号 一直没搬过", "虹口区四川北路1318号"),
    # free words
    ("text", "室号或铺位号是多少？", "写的是B区7号铺", "B区7号铺"),
    ("text", CHANGE, "改成上海阿芳小吃店就行", "上海阿芳小吃店"),
    ("text", CHANGE, "就加那个热食类", "加那个热食类"),
    ("text", "证上现在是怎么写的？", "证上写的是徐汇区老王面馆", "徐汇区老王面馆"),
    ("text", "开在哪家店里？", "世纪联华里面，全称叫世纪联华鲁班店", "世纪联华鲁班店"),
    ("text", "证书编号是多少？", "证书号是AB20230017，你核一下", "AB20230017"),
    ("text", "许可证的编号是什么？", "旧证号是 沪公特2018第0077号", "沪公特2018第0077号"),
    ("text", NAME, "还没取名字", None),
    ("text", NAME, "那是什么东西 我没有啊", None),
    ("text", "房东叫什么？", "房东是大悦城，合同上印的上海悦商置业有限公司", "上海悦商置业有限公司"),
    ("text", "房东叫什么？", "一个老伯伯 叫啥来着 我找下合同", None),
    ("text", "机器的内容审核文号是什么？", "铭牌上没找到啊", None),
    ("text", "楼是哪一年建成的？", "挺旧了，得问物业", None),
    ("text", "在哪个平台、店铺叫什么名字？", "抖音，店名叫安心器械小铺", "抖音，安心器械小铺"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "ask", "text", "expected"), SAID)
def test_the_value_is_what_was_asked_for(kind: str, ask: str, text: str, expected: Any) -> None:
    found = seen(read_value(kind, text, today=TODAY, ask=ask))
    assert (None if expected is None and isinstance(found, str) and "." in found else found) == expected


WINDOW = offered("early=6个月以上/还早", "open=6个月到2个月", "late=不到2个月", "expired=已经过期/过期了")
STATE = offered("done=已经办好/拿到了", "doing=正在办/在弄,在办", "none=还没有办/没弄,没办")
ON_SITE = offered("shop=药师驻店/坐班,店里有", "both=驻店加远程/都有", "remote=只靠远程审方/走远程,远程")
PLACE = offered("office=办公室/写字楼", "home=住所/家里,我家", "warehouse=仓库/库房")
CHOSEN: list[tuple[tuple[ChoiceOption, ...], str, Any]] = [
    (WINDOW, "明年2月到期", "open"),
    (WINDOW, "下个月20号到", "late"),
    (WINDOW, "还有四个多月", "open"),
    (WINDOW, "还有十天", "late"),
    (WINDOW, "要到后年了", None),
    (STATE, "还再办", "doing"),
    (STATE, "再弄了 下周好", "doing"),
    (ON_SITE, "早上有人坐班，夜里走远程", "both"),
    (ON_SITE, "一直有人坐班", "shop"),
    (PLACE, "没有店面就放家里", "home"),
    (PLACE, "就再我家里", "home"),
]


@pytest.mark.parametrize(("options", "text", "expected"), CHOSEN)
def test_one_of_several_is_told_by_time_or_in_two_halves(
    options: tuple[ChoiceOption, ...], text: str, expected: Any
) -> None:
    assert told(read_value("choice", text, today=TODAY, options=options)) == expected


DRINKS = offered("brew=冲泡（奶茶、咖啡）", "juice=现榨果汁", "machine=自动机器出品")
NEAR = offered("school=200米内有学校/小学,中学", "hospital=附近有医院/医院")
USE = offered("residence=住户/居民", "office=办公/公司")
SEVERAL: list[tuple[tuple[ChoiceOption, ...], str, Any]] = [
    (NEAR, "隔壁街有个小学，走路要七八百米", None),
    (NEAR, "对面就是小学，五十米", ["school"]),
    (USE, "整幢楼都是我们的", []),
    (USE, "楼上是公司", ["office"]),
    (DRINKS, "没有，饮料都是进的货", []),
    (DRINKS, "奶茶什么的，再榨点果汁", ["brew", "juice"]),
]


@pytest.mark.parametrize(("options", "text", "expected"), SEVERAL)
def test_none_of_them_is_told_too(options: tuple[ChoiceOption, ...], text: str, expected: Any) -> None:
    assert told(read_value("multi_choice", text, today=TODAY, options=options)) == expected


YES_OR_NO: list[tuple[str, str, Any]] = [
    ("做的时候会有明显油烟或异味吗？", "臭豆腐能没味道吗", True),
    ("有堂食吗，就是客人在店里吃？", "面馆不堂食吃什么", True),
    ("近五年内没有被吊销过许可证。您确认吗？", "同意，我们没有这种事", True),
    ("现做的都只是加热、冲调、摆盘、洗切这一步吗？", "拆开装一下", True),
    ("仓库是委托别的公司管的吗？", "对 物流公司替我们管", True),
    ("消防安全检查通过了吗？", "资料交上去了 等消防来看", False),
    ("除了店面，另外设库房吗？", "不单独弄，柜台放得下", False),
    ("要放自动售货机吗？", "门口准备放一台", True),
    ("玩游戏有奖品吗？", "夹到了就归客人", True),
]


@pytest.mark.parametrize(("ask", "text", "expected"), YES_OR_NO)
def test_yes_and_no_are_told_by_what_is_so(ask: str, text: str, expected: Any) -> None:
    assert told(read_value("boolean", text, today=TODAY, ask=ask)) == expected
