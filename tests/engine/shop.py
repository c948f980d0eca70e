"""A small shop permit, built from the engine's own types: enough of every feature to test with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Any

from bot.engine import Address, Case, Catalog, Release, Result, Turn, Value, advance
from bot.engine.case import Stored
from bot.engine.catalog import KnowledgeEntry
from bot.engine.commands import Absence, Answer, ChooseScenario, Command, Understood
from bot.engine.condition_parser import parse_condition as when
from bot.engine.derivations import Derivation
from bot.engine.facts import Fact, Limits, Option, Wording
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Field, Form, Material, Problem, Section
from bot.engine.scenario import Outcome, Permit, Question, Rule, Scenario

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
TODAY = NOW.date()


def fact(id: str, kind: str = "text", **more: Any) -> Fact:
    """A fact whose question is its id."""
    return Fact(id=id, label=id, kind=kind, wording=more.pop("wording", Wording(f"{id}?", why=f"why {id}")), **more)


def computed(id: str, kind: str = "text", **more: Any) -> Fact:
    """A fact that is never asked."""
    return fact(id, kind, wording=Wording(""), **more)


def rule(id: str, condition: str | None = None, **more: Any) -> Rule:
    """A rule; ``condition`` in the authors' language."""
    return Rule(
        id,
        None if condition is None else when(condition),
        more.pop("set", {}),
        more.pop("add", {}),
        source="law",
        **more,
    )


FACTS = [
    fact("licensed", "boolean"),
    fact("name"),
    fact("place", "address", parts={"district_code": "district", "room": "room"}),
    fact("district", "choice", options=(Option("jing", "静安"), Option("pu", "浦东"))),
    fact("room", optional=True),
    fact("area", "area", limits=Limits(above=0, maximum=10000)),
    fact("kitchen", "area", limits=Limits(above=0)),
    fact("dine_in", "boolean"),
    fact("seats", "integer", when=when("dine_in"), limits=Limits(minimum=1)),
    fact("drinks", "multi_choice", options=(Option("brew", "冲泡"), Option("juice", "鲜榨"), Option("cake", "裱花"))),
    computed("items", "multi_choice", options=(Option("beverage", "饮品"), Option("cold", "冷食"))),
    computed("notes", "multi_choice", options=(Option("cold.pastry", "含冷加工糕点"),)),
    fact("camera", "choice", options=(Option("yes", "已装"), Option("no", "不装"))),
    computed("inspection", "choice", options=(Option("exempt", "免"), Option("required", "要"))),
    fact("copies", "integer", default=1, limits=Limits(minimum=0, maximum=9)),
    fact("email", "email", optional=True),
    fact("id_no", "id_card", sensitivity="sensitive", limits=Limits(pattern=r"^\d{17}[\dX]$")),
    fact(
        "gender",
        "choice",
        options=(Option("male", "男"), Option("female", "女")),
        derive=Derivation("gender_of_id", ("id_no",)),
    ),
    computed("full_place", derive=Derivation("concat", ("=上海市", "district@label", "place"))),
    fact("truthful", "boolean", limits=Limits(must_be=True)),
    fact(
        "staff",
        "list",
        limits=Limits(min_items=1, max_items=3),
        items=(
            fact("staff.name", "person_name"),
            fact("staff.full_time", "boolean"),
            fact("staff.hours", "integer", when=when("not staff.full_time")),
        ),
    ),
    fact("has_store", "boolean"),
    fact(
        "stores", "list", when=when("has_store"), limits=Limits(min_items=1), items=(fact("stores.address", "address"),)
    ),
    computed("theme", "choice", options=(Option("T01", "奶茶"),)),
]

FIELDS = [
    ("/name", "name"), ("/place/full", "full_place"), ("/place/district", "district"), ("/place/area", "area"),
    ("/place/kitchen", "kitchen"), ("/dine_in", "dine_in"), ("/seats", "seats"), ("/items", "items"), ("/copies", "copies"),
    ("/owner/id_no", "id_no"), ("/owner/gender", "gender"), ("/staff", "staff"), ("/stores", "stores"),
    ("/inspection", "inspection"), ("/truthful", "truthful"), ("/theme", "theme"),
]  # fmt: skip
OPTIONAL = [("/place/room", "room"), ("/email", "email")]

RULES = [
    rule("R-0", "not licensed", outcome="license_first"),
    rule("R-1", "drinks has 'brew' or drinks has 'juice'", add={"items": ("beverage",)}),
    rule("R-2", "drinks has 'cake'", add={"items": ("cold",), "notes": ("cold.pastry",)}, warnings=("W-ROOM",)),
    rule("R-3", "drinks has 'cake'", set={"inspection": "required"}),
    rule("R-4", "area <= figure.small and camera == 'yes'", set={"inspection": "exempt"}),
    rule("R-5", "area > figure.small or camera != 'yes'", set={"inspection": "required"}, reports=("R-301",)),
]


def check_document(document: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What a schema would say: every required place is there, and nothing that contradicts."""
    missing = [pointer for pointer in ("name", "items", "staff", "truthful") if pointer not in document]
    problems = [Problem(f"/{pointer}", "缺少") for pointer in missing]
    if document.get("dine_in") is not True and "seats" in document:
        problems.append(Problem("/seats", "没有堂食就没有座位"))
    if document.get("name") == "违禁":
        problems.append(Problem("/name", "不能用这个名字"))
    return tuple(problems)


def make_form(**more: Any) -> Form:
    """The form, with members replaced."""
    fields = [
        Field(pointer, name, "main", annotations="notes" if name == "items" else None) for pointer, name in FIELDS
    ]
    fields += [Field(pointer, name, "main", required=False) for pointer, name in OPTIONAL]
    members: dict[str, Any] = {
        "id": "permit", "title": "申请书", "item": "permit", "version": "1", "sections": (Section("main", "主要"),),
        "fields": tuple(fields),
        "materials": (
            Material("M01", "申请书", "system_generated", None, "law"),
            Material("M02", "平面图", "upload", when("inspection == 'required'"), "law"),
            Material("M03", "专间图", "upload", when("notes has 'cold.pastry'"), "law", certain=False),
        ),
        "checks": (Check("area", when("kitchen > area"), "kitchen", "厨房不能比店大。", "law"),),
        "schema": {}, "validate": check_document,
    }  # fmt: skip
    return Form(**{**members, **more})


def make_release(
    version: str = "v1", facts: Sequence[Fact] = tuple(FACTS), form: Form | None = None, **more: Any
) -> Release:
    """The release; scenario members can be replaced."""
    members: dict[str, Any] = {
        "id": "tea", "theme": "T01", "title": "开奶茶店", "version": version, "says": ("开奶茶店",), "words": ("奶茶",),
        "assume": {"theme": "T01"},
        "questions": (Question("licensed"), Question("drinks"), Question("area", wording=Wording("店多大？"))),
        "rules": tuple(RULES), "permits": (Permit("permit"),),
        "outcomes": {"license_first": Outcome("license_first", "elsewhere", "先办执照。")},
    }  # fmt: skip
    found = {one.id: one for one in facts}
    found.update({item.id: item for one in facts for item in one.items})
    figures = {"small": Figure("small", "小店", "㎡", (Period(150, date(2024, 1, 1), date(2029, 12, 31), "law"),))}
    return Release(Scenario(**{**members, **more}), {"permit": form or make_form()}, found, figures)


def make_catalog(*releases: Release, **more: Any) -> Catalog:
    """A catalog with the tea shop and a noodle shop."""
    chosen = releases or (make_release(), make_release("n1", id="noodles", theme="T09", title="开面馆", assume={}))
    knowledge = {"K1": KnowledgeEntry("K1", ("有效期几年",), "五年。", "law", until=date(2028, 1, 1))}
    return Catalog({one.scenario.id: one for one in chosen}, knowledge, **more)


class Tester:
    """Plays turns against a catalog; every turn goes through JSON, as between processes."""

    __test__ = False

    def __init__(self, catalog: Catalog | None = None, case: Case | None = None) -> None:
        self.catalog = catalog or make_catalog()
        self.case = case or Case("c1")
        self.turns = self.case.seq
        self.files: dict[str, tuple[str, ...]] = {}
        self.last: Result = Result(self.case, ())

    def do(
        self, *commands: Command, id: str | None = None, raw: str = "", source: str = "said", now: datetime = NOW
    ) -> list[str]:
        """Takes one turn; gives the names of its events."""
        from bot.engine.case_json import dump, load

        self.turns += 1
        turn = Turn(id or f"t{self.turns}", commands, raw, source=source, files=self.files)
        self.last = advance(self.catalog, self.case, turn, now)
        self.case = load(dump(self.last.case))
        assert self.case == self.last.case
        return [type(event).__name__ for event in self.last.events]

    def event(self, kind: type) -> Any:
        """The last event of a kind in the last turn."""
        return [event for event in self.last.events if isinstance(event, kind)][-1]

    def asked(self) -> str | None:
        """The address key of the open question."""
        return self.case.asked.address.key if self.case.asked is not None else None

    def start(self) -> Tester:
        """Chooses the tea shop."""
        self.do(ChooseScenario("tea"))
        return self

    def answer(self, key: str, value: Any) -> list[str]:
        """Answers the fact at an address key; an Absence stands for itself."""
        understood: Understood = value if isinstance(value, Absence) else Value(value)
        parts = {"district": "jing", "room": "302"} if key == "place" else {}
        return self.do(Answer(Address.parse(key), understood, str(value), parts=parts))

    def answered_once(self) -> Stored:
        """Some stored answer."""
        return Stored("x", "x", "said", "applicant", NOW, 1)

    def fill(self, **but: Any) -> Tester:
        """Answers everything up to the review, item 1 of the list included."""
        for key, value in {**FULL, **but}.items():
            if self.case.asked is not None and value is not None:
                self.answer(key, value)
        return self


FULL: dict[str, Any] = {
    "licensed": True, "drinks": ["brew"], "area": 80, "name": "阿婆奶茶", "place": "南京西路1号", "kitchen": 20, "dine_in": False,
    "camera": "yes", "id_no": "31010619900101201X", "staff[1].name": "张伟", "staff[1].full_time": True, "staff": False,
    "has_store": False, "email": Absence.NONE, "truthful": True,
}  # fmt: skip
