"""A small catalog to read in, and a short notation for what was read."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from bot.engine import Address, Catalog, Release
from bot.engine.catalog import KnowledgeEntry
from bot.engine.commands import (
    Absence,
    Answer,
    AskKnowledge,
    ChooseScenario,
    Command,
    Correct,
    Explain,
    Later,
    NotRight,
    Propose,
    Rate,
    SeekUndertaking,
    Smalltalk,
    Switch,
    TellKnown,
    Understood,
    Unknown,
)
from bot.engine.facts import Fact, Limits, Option, Wording
from bot.engine.reading import Asking, Reading
from bot.engine.scenario import Scenario
from bot.engine.values import Rejection
from bot.nlu import Understander

TODAY = date(2026, 11, 24)


def fact(id: str, kind: str, label: str, names: str = "", ask: str = "", **more: Any) -> Fact:
    """A fact of the dictionary; ``names`` apart by spaces."""
    return Fact(id, label, kind, Wording(ask or f"{label}？"), tuple(names.split()), **more)


def options(text: str) -> tuple[Option, ...]:
    """``value:label:name/name`` apart by spaces."""
    rows = [row.split(":") for row in text.split()]
    return tuple(Option(row[0], row[1], tuple(row[2].split("/")) if len(row) > 2 else ()) for row in rows)


DISTRICTS = options("310106:静安区:静安 310115:浦东新区:浦东 310113:宝山区:宝山")

FACTS = [
    fact("name", "company_name", "经营者名称", "店名 公司名称", "执照上的名称是什么？"),
    fact("uscc", "uscc", "统一社会信用代码", "信用代码 执照号"),
    fact("opened", "date", "开业日期", "什么时候开业 开业时间", optional=True),
    fact("scope", "text", "执照经营范围", "经营范围", limits=Limits(max_length=2000)),
    fact("address", "address", "经营场所地址", "地址 店址", parts={"district_code": "district", "road": "road", "floor": "floor"}),
    fact("district", "choice", "所在区", "哪个区", options=DISTRICTS),
    fact("road", "text", "路名", "什么路"),
    fact("floor", "text", "楼层", "几楼", optional=True, limits=Limits(max_length=20)),
    fact("home", "address", "户籍地址", "户口地址"),
    fact("area", "area", "场所总使用面积", "面积 总面积 店多大", "店面总面积多少平方米？"),
    fact("kitchen", "area", "食品处理区面积", "厨房面积 后厨面积"),
    fact("seats", "integer", "座位数", "座位 多少座"),
    fact("dine_in", "boolean", "是否有堂食", "堂食 店里吃", "有没有堂食？"),
    fact("online", "boolean", "是否网络经营", "网上卖 外卖", "会在网上卖吗，比如做外卖？"),
    fact("machines", "boolean", "是否利用自动设备", "自动售货机", "会放自动售货机、无人咖啡机这类设备吗？"),
    fact("dirty", "boolean", "附近有无污染源", "污染源", "周围25米内有垃圾站、污水池、公厕这类吗？"),
    fact("tenure", "choice", "场所使用权来源", "房子来源", "房子是租的还是自己的？",
         options=options("owned:自有:自己的/买的 leased:租赁:租的/租来的 booth:商场档口:档口")),
    fact("licence", "choice", "营业执照办理情况", "执照办好了没",
         options=options("done:已经办好:办好了 doing:正在办:在办/快好了 none:还没有办:没办/没有")),
    fact("drinks", "multi_choice", "现场制作的饮品", "做哪些饮料", "现场做哪些饮品？",
         options=options("brew:冲泡调配:奶茶/咖啡/冲泡 juice:现榨果汁:果汁/冰沙 ice:冰淇淋:甜筒")),
    fact("foods", "multi_choice", "现场制作的食品", "做哪些吃的", "现场做哪些吃的？没有就说没有。", optional=True,
         options=options("noodles:面条:拉面/馄饨 cold:凉菜:拍黄瓜")),
    fact("boss.name", "person_name", "法定代表人姓名", "法人 老板"),
    fact("boss.id_no", "id_card", "法定代表人身份证号码", "身份证号 身份证 法人身份证号"),
    fact("boss.mobile", "mobile", "法定代表人移动电话", "法人电话 法人手机"),
    fact("contact.mobile", "mobile", "联系人手机", "电话 手机号 联系电话"),
    fact("email", "email", "联系人邮箱", "邮箱", optional=True),
    fact("phone", "phone", "固定电话", "座机", optional=True),
    fact("truthful", "boolean", "对材料真实性负责", "", "所填内容真实、合法、有效。您同意吗？", limits=Limits(must_be=True)),
    fact("staff", "list", "食品安全管理人员", "食品安全员", limits=Limits(min_items=1), items=(
        fact("staff.name", "person_name", "食品安全管理人员姓名", "食品安全员姓名"),
        fact("staff.mobile", "mobile", "食品安全管理人员电话", "食品安全员电话"),
        fact("staff.job", "text", "食品安全管理人员职务", "食品安全员职务", limits=Limits(max_length=30)),
    )),
    fact("stores", "list", "外设仓库", "仓库清单", items=(fact("stores.address", "address", "仓库地址", "仓库在哪里"),)),
]  # fmt: skip

KNOWLEDGE = [
    KnowledgeEntry(
        "K-years", ("许可证有效期几年", "食品经营许可证的有效期是多久", "证能用几年"), "五年。", "条例第十五条"
    ),
    KnowledgeEntry(
        "K-visit", ("奶茶店能免现场核查吗", "什么情况免现场核查", "多大面积可以免核查"), "可以。", "第二十四条"
    ),
    KnowledgeEntry("K-room", ("奶茶店要做专间吗", "饮品店要不要专间"), "不用。", "通则"),
    KnowledgeEntry("K-old", ("奶茶店要交卫生许可证吗", "还要办卫生许可证吗"), "要。", "旧法", until=date(2020, 1, 1)),
]

SCENARIOS = {
    "tea": ("T01", "开一家奶茶店（饮品店）", "我想开一家奶茶店 开奶茶店要办什么证 想在商场里开个茶饮档口 做柠檬茶的小店怎么办许可", "奶茶 奶茶店 饮品店 茶饮 柠檬茶 喜茶 蜜雪冰城"),
    "noodles": ("T09", "开一家面馆", "我想开一家面馆 开面馆要办什么证 盘了个店面准备卖面 开个小吃店", "面馆 拉面 牛肉面 馄饨 小吃店"),
    "store": ("T21", "开一家便利店", "我想开一家便利店 便利店办食品经营许可证 小区门口开便利店卖零食饮料", "便利店 小超市 罗森 关东煮"),
}  # fmt: skip


def release(id: str) -> Release:
    """The release of one scenario; all share the facts."""
    theme, title, says, words = SCENARIOS[id]
    scenario = Scenario(
        id, theme, title, "v1", tuple(says.split()), tuple(words.split()), {"application_type": "new"}, (), (), (), {}
    )
    return Release(scenario, {}, {one.id: one for top in FACTS for one in (top, *top.items)}, {})


@cache
def catalog() -> Catalog:
    """The tea shop, the noodle shop and the convenience store."""
    return Catalog({id: release(id) for id in SCENARIOS}, {one.id: one for one in KNOWLEDGE})


@cache
def understander() -> Understander:
    """One understander for all tests: it is pure."""
    return Understander(catalog())


def asking(key: str | None, mode: str = "question", last: str | None = None, **more: Any) -> Asking:
    """The context in which ``key`` is asked (None: nothing is)."""
    facts = catalog().current["tea"].facts
    address = Address.parse(key) if key is not None else None
    asked = facts[address.fact] if address is not None else None
    open_to = [Address(one.id) for one in FACTS]
    if address is not None and address.item is not None:
        owner = address.fact.partition(".")[0]
        open_to += [Address(part.id, address.item) for part in facts[owner].items]
    return Asking(
        mode,
        TODAY,
        address,
        asked,
        asked.options if asked is not None else (),
        tuple(open_to) if mode != "routing" else (),
        Address.parse(last) if last is not None else None,
        scenario="tea" if mode != "routing" else None,
        **more,
    )


def read(text: str, key: str | None, mode: str = "question", last: str | None = None, **more: Any) -> Reading:
    """What the text says while ``key`` is asked."""
    return understander().read(
        text, asking(key, mode, last, **more), None if mode == "routing" else catalog().current["tea"]
    )


def said(text: str, key: str | None, mode: str = "question", last: str | None = None, **more: Any) -> list[str]:
    """The same, each command in short: ``= 80`` answers the open question, ``area = 80`` another, ``fix area = 80`` corrects."""
    return [show(command) for command in read(text, key, mode, last, **more).commands]


def show(command: Command) -> str:
    """One command in short."""
    if isinstance(command, Answer):
        return f"{_key(command.address)}= {_value(command.value)}".strip()
    if isinstance(command, Propose):
        return f"maybe {_key(command.address)}= {_value(command.value)}"
    if isinstance(command, Correct):
        target = command.address.key if command.address is not None else "last"
        verb = "drop" if command.remove else "fix"
        return f"{verb} {target}" + (f" = {_value(command.value)}" if command.value is not None else "")
    return _plain(command)


def _plain(command: Command) -> str:
    name = type(command).__name__.lower()
    members = {
        Explain: lambda one: one.address.key if one.address is not None else "",
        AskKnowledge: lambda one: one.entry or "-",
        ChooseScenario: lambda one: one.scenario or "|".join(one.candidates),
        Switch: lambda one: one.scenario,
        SeekUndertaking: lambda one: " ".join((one.how, *one.materials)),
        TellKnown: lambda one: one.address.key if one.address is not None else "",
        NotRight: lambda one: "+".join(address.key for address in one.addresses),
        Later: lambda one: one.who,
        Smalltalk: lambda one: one.topic,
        Unknown: lambda one: one.reason,
        Rate: lambda one: str(one.grade),
    }
    detail = members[type(command)](command) if type(command) in members else ""
    return f"{name} {detail}".strip()


def _key(address: Address | None) -> str:
    return f"{address.key} " if address is not None else ""


def _value(value: Understood | None) -> str:
    if isinstance(value, Rejection):
        return f"!{value.code}"
    if isinstance(value, Absence) or value is None:
        return f"({value.value if value is not None else ''})"
    if value.range is not None:
        return f"{value.range[0]}..{value.range[1]}"
    shown = "+".join(map(str, value.value)) if isinstance(value.value, list) else str(value.value)
    return f"~{shown}" if value.approx else shown
