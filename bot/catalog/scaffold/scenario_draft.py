"""A scenario: written from a form's facts, or the facts that are new put into the one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.engine.facts import Fact

from ..blanks import MARK
from ..including import Assembled
from ..settled_by import SettledBy
from ..settled_by import named as in_words
from ..yaml_reader import Document
from .names import mark
from .needed import Needed
from .splicing import Insertion
from .yaml_text import flow, scalar

#: A scenario with this line keeps all questions of its form; without it only facts new on the form are put in.
DRAFTED: Final = "# daoban new 起草"
_HEAD: Final = (
    "# yaml-language-server: $schema=../scenario.schema.json",
    f"{DRAFTED}：表上要问的都排在 questions 里，先写的先问，次序可以改。",
    "# 不想在这里问的，在那一行前面加 #；整行删掉的，再运行 daoban new 会补上。",
)
_COMMENTED: Final = re.compile(r"^\s*#.*\bfact:\s*['\"]?([\w.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a new scenario is called."""

    id: str
    theme: str
    title: str
    form: str


def new_scenario(
    identity: Identity,
    assume: Mapping[str, Any],
    asked: Sequence[Needed],
    facts: Mapping[str, Fact],
    settled: SettledBy,
) -> str:
    """The text of a scenario with a question for each fact. ``settled``: the fragments whose rules give a fact its value."""
    lines = [
        *_HEAD,
        f"id: {scalar(identity.id)}",
        f"theme: {scalar(identity.theme)}",
        f"title: {scalar(identity.title)}",
    ]
    lines += ["", "says:", f"  - {scalar(mark(f'申请人会怎么说（{identity.id}），越多越准'))}"]
    if assume:
        lines += ["", "assume:", *(f"  {scalar(name)}: {flow(value)}" for name, value in assume.items())]
    lines += ["", "permits:", f"  - {flow({'form': identity.form})}", "", *_questions(asked, facts, settled), ""]
    lines += [*_RULES, *_fragments(asked, facts, settled), *_OUTCOMES]
    return "\n".join(lines) + "\n"


def merged_questions(
    text: str,
    there: Mapping[str, int],
    asked: Sequence[Needed],
    facts: Mapping[str, Fact],
    new: frozenset[str],
    settled: SettledBy,
) -> list[Insertion]:
    """What to put where, so that the questions have the missing facts.

    Args:
        text: the scenario that is there. there: the facts that it asks -> where in its list. asked: all that its form asks for, in order.
        new: facts that came onto the form just now.
    """
    left_out = set(_COMMENTED.findall(text))
    keeps_all = any(line.startswith(DRAFTED) for line in text.splitlines())
    order = [one.fact for one in asked]
    last = max(there.values(), default=-1)
    into = []
    for position, name in enumerate(order):
        if name in there or name in left_out or not (keeps_all or name in new):
            continue
        before = [one for one in order[:position] if one in there]
        after = [one for one in order[position:] if one in there]
        at = there[before[-1]] if before else there[after[0]] - 1 if after else last
        into.append(Insertion(("questions",), at, _lines(facts[name], settled), _question(facts[name], settled)))
    return into


def questions_standing(document: Document) -> dict[str, int]:
    """The facts that a scenario asks -> where in the list its author wrote; of a fragment's, where the fragment is named."""
    asked = enumerate(document.data.get("questions", ()))
    if isinstance(document, Assembled):
        return {entry["fact"]: document.standing("questions", index) for index, entry in asked}
    return {entry["fact"]: index for index, entry in asked}


def with_questions(text: str) -> str:
    """A scenario that has no ``questions`` gets an empty list at its end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if text.endswith("\n") else newline) + f"{newline}questions: []{newline}"


def _questions(asked: Sequence[Needed], facts: Mapping[str, Fact], settled: SettledBy) -> Iterator[str]:
    if not asked:
        yield "questions: []"
        return
    yield "questions:"
    section = None
    for one in asked:
        if one.section != section:
            section = one.section
            yield f"  # {section}"
        first, *others = _lines(facts[one.fact], settled)
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _question(fact: Fact, settled: SettledBy) -> dict[str, str]:
    """A question in the dictionary's words; where it has none, with the mark."""
    if fact.wording.ask:
        return {"fact": fact.id}
    fragments = settled.get(fact.id, ())
    where = f"，在 rules 里写共用段 {in_words(fragments)}" if fragments else ""
    return {"fact": fact.id, "ask": mark(f"怎么问；由规则定的，删掉这一问{where}")}


def _lines(fact: Fact, settled: SettledBy) -> tuple[str, ...]:
    """The question as it is written, with what the fact is called."""
    called = f"  # {fact.label}" if MARK not in fact.label and fact.label.isprintable() else ""
    fields = _question(fact, settled)
    if len(fields) == 1:
        return (f"{flow(fields)}{called}",)
    first, *others = (f"{key}: {scalar(value)}" for key, value in fields.items())
    return (f"{first}{called}", *others)


def _fragments(asked: Sequence[Needed], facts: Mapping[str, Fact], settled: SettledBy) -> Iterator[str]:
    """A line for the most used of the fragments that settle what nobody is asked, with the others beside it."""
    found: dict[str, list[str]] = {}
    also: dict[str, list[str]] = {}
    for one in asked:
        if facts[one.fact].wording.ask or not settled.get(one.fact):
            continue
        first, *others = settled[one.fact]
        found.setdefault(first, []).append(facts[one.fact].label)
        also[first] = [*dict.fromkeys([*also.get(first, ()), *others])]
    for fragment, labels in found.items():
        instead = f"；也看看 {in_words(also[fragment])}" if also[fragment] else ""
        yield f"#   - {flow({'fragment': fragment})}  # 定下：{'、'.join(labels)}{instead}"
    if found:
        yield "#   # 共用段也有问题的，在 questions 里也写一行"


_RULES: Final = (
    "# 规则和结果：什么情况下定下什么、提醒什么、走到哪里。用得着的，去掉前面的 # 再改；用不着的，删掉这几行。",
    "# rules:",
    f"#   - {{id: R-1, when: {mark('条件，写法见 forms/README.md')}, outcome: elsewhere, source: {mark('依据')}}}",
)
_OUTCOMES: Final = (
    "# outcomes:",
    "#   elsewhere:",
    "#     kind: elsewhere",
    f"#     text: {mark('这里办不了时，告诉申请人到哪里办')}",
    f"#     source: {mark('依据')}",
)
