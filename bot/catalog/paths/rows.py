"""What a walk amounts to: the situation, what was asked, and what follows from it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.engine.address import Address
from bot.engine.catalog import Release
from bot.engine.conditions import ABSENT, UNKNOWN
from bot.engine.position import Position
from bot.engine.review import Review, display, problems, review
from bot.engine.view import View

from .walk import Fault, Walk


@dataclass(frozen=True, slots=True)
class Result:
    """What follows from a situation: ids only, so that two versions can be compared.

    Args:
        outcome: id of the outcome that ends the matter; empty when there is an application to hand in.
        settled: fact -> what the rules make of it.
        rules: the rules that hold; of a matter that ends the one that ends it. warnings, reports: ids of texts.
    """

    outcome: str = ""
    forms: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    settled: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One path.

    Args:
        answers: fact -> the answer to each question that makes a difference, in the order asked; None for 「没有」.
        shown: the same as people read them.
        asked: all facts asked, in order.
    """

    answers: Mapping[str, Any]
    shown: Mapping[str, str]
    asked: tuple[str, ...]
    result: Result
    fault: Fault | None = None


def row_of(release: Release, telling: Container[str], walk: Walk) -> Row:
    """The walk as a row, with its answers to the ``telling`` facts; where nobody would take its application, with a fault."""
    view = walk.position.view if walk.position is not None else None
    if walk.position is None or view is None:
        return Row({}, {}, walk.asked, Result(), walk.fault or Fault("broken", "", "走不下去"))
    answers = dict(_answers(view, telling, walk.asked))
    shown = {fact: "没有" if value is None else display(view, fact, value) for fact, value in answers.items()}
    if walk.fault is not None:
        return Row(answers, shown, walk.asked, Result(), walk.fault)
    found = review(view)
    fault = _fault(walk.position, found)
    return Row(answers, shown, walk.asked, _result(release, walk.position, view, found), fault)


def _answers(view: View, telling: Container[str], asked: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The answers that are told; of a list, how many items it has, and the facts of its first item."""
    for fact in asked:
        if fact not in telling:
            continue
        roster = view.case.lists.get(fact)
        if view.release.facts[fact].kind == "list":
            yield fact, len(roster.items) if roster is not None else 0
            continue
        owner = view.case.lists.get(view.release.plan.list_of.get(fact, ""))
        stored = view.case.answers.get(Address(fact, owner.items[0] if owner is not None and owner.items else None).key)
        if stored is not None:
            yield fact, stored.value


def _fault(position: Position, found: Review) -> Fault | None:
    """Why an application that nothing more is asked for cannot be handed in."""
    if position.outcome is not None:
        return None
    if position.stage != "review":
        return Fault("stuck", "", "没有可以问的了，却还没有填完")
    if not found.applications:
        return Fault("nothing", "", "走到最后，没有一张申请表要交，也没有走到任何结果")
    for one in found.applications:
        if one.missing:
            return Fault("missing", "", f"{one.form.title}还缺 {'、'.join(one.missing[:5])}")
        for check in one.form.checks:
            if position.view is not None and position.view.truth(check.refuse) is True:
                return Fault("refused", check.fact, f"核对 {check.id} 不让提交：{check.text}")
    for one, problem in problems(position.view, found) if position.view is not None else ():
        return Fault("refused", "", f"{one.form.title}的 {problem.pointer or '整张表'} 收件系统不收：{problem.message}")
    return None


def _result(release: Release, position: Position, view: View, found: Review) -> Result:
    ended = position.outcome is not None
    plan = release.plan
    holding = [rule for rule in release.scenario.rules if view.truth(rule.when) is True]
    rules = [rule for rule in holding if position.outcome is None or rule.id == position.outcome[1]]
    settled = {}
    for fact in dict.fromkeys((*plan.setters, *plan.adders)):
        resolved = view.resolve(fact)
        if resolved.source == "derived" and resolved.value is not UNKNOWN and resolved.value is not ABSENT:
            settled[fact] = resolved.value
    return Result(
        outcome=position.outcome[0].id if position.outcome is not None else "",
        forms=() if ended else tuple(one.form.id for one in found.applications),
        materials=() if ended else tuple(one.id for one in found.materials),
        settled={} if ended else settled,
        rules=tuple(rule.id for rule in rules),
        warnings=tuple(dict.fromkeys(text for rule in rules for text in rule.warnings)),
        reports=() if ended else tuple(dict.fromkeys(text for text, _, _ in found.reports)),
    )
