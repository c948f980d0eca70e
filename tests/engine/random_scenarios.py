"""Random scenarios: facts of every kind that wait for one another, rules, forms with conditions, a list, figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import jsonschema
from hypothesis import strategies as st

from bot.engine import Catalog, Release
from bot.engine.condition_parser import parse_condition
from bot.engine.derivations import Derivation
from bot.engine.facts import Fact, Limits, Option
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Field, Form, Material, Problem, Section
from bot.engine.scenario import Outcome, Permit, Question, Rule, Scenario
from bot.engine.undertakings import Undertaking

from .shop import computed, fact

OPTIONS = (Option("a", "甲"), Option("b", "乙"), Option("c", "丙"))
#: What may be undertaken for the material.
PROMISE = Undertaking("promised", "我承诺。", "law", days=3)
KINDS = ("boolean", "integer", "choice", "multi_choice", "text", "area")
FIGURE = Figure("bound", "界", None, (Period(5, date(2024, 1, 1), None, "law"),))
SCHEMAS: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer", "minimum": 0, "maximum": 9},
    "choice": {"enum": ["a", "b", "c"]},
    "multi_choice": {"type": "array", "items": {"enum": ["a", "b", "c"]}},
    "text": {"type": "string", "minLength": 1},
    "area": {"type": "number", "minimum": 0, "maximum": 9},
}
ITEM = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "sworn": {"type": "boolean"}, "hours": {"type": "integer"}},
    "required": ["name", "sworn"],
    "if": {"properties": {"sworn": {"const": False}}},
    "then": {"required": ["hours"]},
    "else": {"properties": {"hours": False}},
    "additionalProperties": False,
}


def comparisons(facts: Sequence[Fact]) -> st.SearchStrategy[str]:
    """A condition on one of the facts that fits its kind."""
    tests: dict[str, tuple[str, ...]] = {
        "boolean": ("{}", "not {}", "known {}"),
        "integer": ("{} > 4", "{} <= figure.bound", "{} in [1, 2, 3]", "not known {}"),
        "area": ("{} >= 4", "{} < figure.bound"),
        "choice": ("{} == 'a'", "{} != 'b'", "{} in ['b', 'c']"),
        "multi_choice": ("{} has 'a'", "not {} has 'b'"),
        "text": ("{} == '甲'", "known {}"),
    }
    return st.sampled_from([test.format(one.id) for one in facts for test in tests[one.kind]])


@st.composite
def conditions(draw: Callable[..., Any], facts: Sequence[Fact]) -> str:
    """One comparison, or a few joined by ``and``, ``or`` and ``not``."""
    parts = draw(st.lists(comparisons(facts), min_size=1, max_size=3))
    joined = draw(st.sampled_from((" and ", " or "))).join(parts)
    return f"not ({joined})" if draw(st.booleans()) and len(parts) > 1 else joined


@st.composite
def releases(draw: Callable[..., Any], version: str = "v1") -> Release:
    """A release; each fact may wait only for earlier ones, so that there are no cycles."""
    asked: list[Fact] = []
    for number in range(draw(st.integers(2, 6))):
        kind = draw(st.sampled_from(KINDS))
        when = draw(st.none() | conditions(asked)) if asked else None
        limits = Limits(minimum=0, maximum=9) if kind in ("integer", "area") else Limits()
        asked.append(
            fact(
                f"f{number}",
                kind,
                options=OPTIONS if "choice" in kind else (),
                limits=limits,
                when=None if when is None else parse_condition(when),
                optional=draw(st.booleans()),
                default=3 if kind == "integer" and draw(st.booleans()) else None,
            )
        )
    facts = {one.id: one for one in [*asked, *_fixed(draw, asked)]}
    rules = draw(_rules(asked))
    forms = {"main": draw(_forms("main", asked, facts)), "side": draw(_forms("side", asked, facts))}
    side = parse_condition(draw(conditions(asked)))
    scenario = Scenario(
        id="random", theme="T", title="随机", version=version, says=("随机",), words=("随机",), assume={"city": "沪"},
        questions=tuple(Question(one.id) for one in draw(st.permutations(asked))[:2]), rules=tuple(rules),
        permits=(Permit("main"), Permit("side", side)),
        outcomes={"no": Outcome("no", "refused", "不行", "law")},
    )  # fmt: skip
    found = {**facts, **{item.id: item for one in facts.values() for item in one.items}}
    return Release(scenario, forms, found, {"bound": FIGURE})


def _fixed(draw: Callable[..., Any], asked: Sequence[Fact]) -> list[Fact]:
    items = (
        fact("people.name"),
        fact("people.sworn", "boolean"),
        fact("people.hours", "integer", when=parse_condition("not people.sworn")),
    )
    when = draw(st.none() | conditions(asked))
    people = fact(
        "people", "list", items=items, when=None if when is None else parse_condition(when),
        limits=Limits(min_items=draw(st.none() | st.integers(0, 2)), max_items=3),
    )  # fmt: skip
    return [
        people,
        computed("set", "choice", options=OPTIONS),
        computed("added", "multi_choice", options=OPTIONS),
        computed("city"),
        computed("copied", asked[0].kind, derive=Derivation("copy", (asked[0].id,)), options=asked[0].options),
        computed("joined", derive=Derivation("concat", ("=沪", "city"))),
    ]


@st.composite
def _rules(draw: Callable[..., Any], asked: Sequence[Fact]) -> list[Rule]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(("set", "add", "warn", "end")))
        condition = parse_condition(draw(conditions(asked)))
        value = draw(st.sampled_from("abc"))
        made.append(
            Rule(
                f"r{number}", condition, {"set": value} if what == "set" else {}, {"added": (value,)} if what == "add" else {},
                warnings=("w",) if what == "warn" else (), outcome="no" if what == "end" and number == 3 else None, source="law",
            )
        )  # fmt: skip
    return made


@st.composite
def _forms(draw: Callable[..., Any], name: str, asked: Sequence[Fact], facts: Mapping[str, Fact]) -> Form:
    fields = []
    for one in facts.values():
        when = draw(st.none() | st.none() | conditions(asked))
        required = one.id not in ("set", "copied") and draw(st.booleans())
        fields.append(Field(f"/{one.id}", one.id, "s", None if when is None else parse_condition(when), required))
    schema = {"type": "object", "properties": {one.id: _schema(one) for one in facts.values()}}
    materials = (Material("m", "材料", "upload", parse_condition(draw(conditions(asked))), "law", offers=(PROMISE,)),)
    numbers = [one.id for one in asked if one.kind in ("integer", "area")]
    checks = (
        (Check("c", parse_condition(f"{numbers[0]} > {numbers[1]}"), numbers[0], "大了", "law"),) if numbers[1:] else ()
    )
    return Form(
        name, "表", "item", "1", (Section("s", "节"),), tuple(draw(st.permutations(fields))), materials, checks, schema,
        lambda document: tuple(Problem("/" + "/".join(map(str, e.path)), e.message) for e in errors(schema, document)),
    )  # fmt: skip


def _schema(one: Fact) -> dict[str, Any]:
    return {"type": "array", "items": ITEM} if one.kind == "list" else SCHEMAS[one.kind]


def errors(schema: Mapping[str, Any], document: Mapping[str, Any]) -> list[Any]:
    """What jsonschema itself says, without any code of the project."""
    return list(jsonschema.Draft202012Validator(schema).iter_errors(document))


def catalog_of(release: Release) -> Catalog:
    """A catalog with nothing else."""
    return Catalog({release.scenario.id: release})
