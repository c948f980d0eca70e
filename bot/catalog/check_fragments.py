"""Fragments are included as they were meant to be: named right, used by somebody, and at odds with nothing in a scenario."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from bot.engine.conditions import Condition
from bot.engine.scenario import Scenario

from .building import Built
from .check_flow import can_hold_in
from .including import NAMED_BY, SHARED, Assembled, Include, Origin, folder_of, in_reach, includes
from .issues import Issue, did_you_mean
from .judging import homes_of_parts
from .shaping import known_facts
from .yaml_reader import Document, Path_

_CALLED: Final = {"questions": "问题", "rules": "规则", "outcomes": "结果"}


def fragments_used(built: Built, today: date) -> Iterator[Issue]:
    """Every fragment, and every part of it, is in some scenario, and has a name of its own where it can be included."""
    having = homes_of_parts(built)
    named = set(_named(built))
    for number, fragment in enumerate(built.source.fragments):
        yield from _taken_names(built.source.fragments[:number], fragment)
        if fragment.file not in named:
            what = f"共用段 {fragment.data['id']} 没有主题用到。"
            yield Issue(fragment.file, fragment.line("id"), "FRAGMENT-02", what, "在主题里用它，或者删掉这个文件。")
            continue
        yield from _unused(built, fragment, having)


def _named(built: Built) -> Iterator[str]:
    """The files of the fragments that scenarios include."""
    for document in built.homes.values():
        if isinstance(document, Assembled):
            known = in_reach(built.source.fragments, document.file)
            yield from (known[one.fragment].file for one in includes(document.written))


def _unused(built: Built, fragment: Document, having: Mapping[tuple[str, Path_], list[str]]) -> Iterator[Issue]:
    """The parts that no scenario has; an outcome whose rule none has is told with the rule."""
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for number, rule in enumerate(fragment.data.get("rules", ())):
        if "outcome" in rule:
            rules[rule["outcome"]] += having.get((fragment.file, ("rules", number)), [])
    for key, place, name in _entries(fragment):
        line = fragment.line(key, place)
        if key == "outcomes" and name not in rules:
            remedy = "在该走到它的规则里写 outcome，或者删掉它。"
            yield Issue(fragment.file, line, "OUTCOME-02", f"结果 {name} 没有规则会走到。", remedy)
            continue
        used = (fragment.file, (key, place)) in having
        if key == "outcomes":
            used = not rules[name] or any(name not in _own_outcomes(built, one) for one in rules[name])
        if not used:
            what = f"共用段 {fragment.data['id']} 的{_CALLED[key]} {name} 没有主题用到。"
            remedy = "每个主题都另写了它，或者没有放进来；用不着就删掉。"
            yield Issue(fragment.file, line, "FRAGMENT-02", what, remedy)


def _own_outcomes(built: Built, scenario: str) -> Iterable[str]:
    document = built.homes[("scenario", scenario)]
    written = document.written if isinstance(document, Assembled) else document
    outcomes: Iterable[str] = written.data.get("outcomes", {})
    return outcomes


def fragments_fit(built: Built, today: date) -> Iterator[Issue]:
    """What a scenario includes is there, stands in it once, and can be decided in it."""
    for name in built.scenarios:
        document = built.homes[("scenario", name)]
        if isinstance(document, Assembled):
            known = in_reach(built.source.fragments, document.file)
            for include in includes(document.written):
                yield from _brings(document.written, include, known[include.fragment])
            yield from _twice(document)
            yield from _undecidable(built, name, document)


def _taken_names(earlier: list[Document], fragment: Document) -> Iterator[Issue]:
    """Nobody could tell which of two fragments with one name is meant where both can be included."""
    name, home = fragment.data["id"], folder_of(fragment.file)
    for other in earlier:
        if other.data["id"] == name and (folder_of(other.file) == home or SHARED in (folder_of(other.file), home)):
            what = f"编号 {name} 用了两次（{other.file} 里已经有了）。"
            yield Issue(fragment.file, fragment.line("id"), "NAME-01", what, "换一个编号。")
            return


def _entries(fragment: Document) -> Iterator[tuple[str, Any, str]]:
    """The parts of a fragment: list, place in it, and name."""
    for key, by in NAMED_BY.items():
        yield from ((key, number, entry[by]) for number, entry in enumerate(fragment.data.get(key, ())))
    yield from (("outcomes", name, name) for name in fragment.data.get("outcomes", ()))


def _brings(written: Document, include: Include, fragment: Document) -> Iterator[Issue]:
    """What is left out is there, and something is left."""
    known = [entry[NAMED_BY[include.key]] for entry in fragment.data.get(include.key, ())]
    for number, name in enumerate(include.without):
        if name not in known:
            what = f"without 里的 {name}，共用段 {include.fragment} 的 {include.key} 里没有。"
            remedy = f"可以写：{'、'.join(known[:12])}。" if known else "去掉 without。"
            place = written.at(*include.path, "without", number)
            yield Issue(*place, "FRAGMENT-03", what, remedy, did_you_mean(name, known))
    if not set(known) - set(include.without):
        what = f"共用段 {include.fragment} 里没有 {include.key} 可以放到这里。"
        yield Issue(*written.at(*include.path), "FRAGMENT-06", what, "删掉这一行，或者换一个共用段。")


def _twice(document: Assembled) -> Iterator[Issue]:
    """No rule stands in the scenario and in a fragment, and no part in two fragments."""
    seen: dict[tuple[str, str], Origin] = {}
    for key, by in NAMED_BY.items():
        for number, entry in enumerate(document.data.get(key, ())):
            name, origin = entry[by], document.parts[key, number]
            first = seen.setdefault((key, name), origin)
            if first is origin or (first.document is origin.document and first.path != origin.path):
                continue  # twice in one file is told there, once
            if first.include is None or origin.include is None:
                yield _own_and_included(
                    document, name, *sorted((first, origin), key=lambda one: one.include is not None)
                )
            else:
                yield _in_two(document, key, name, first, origin)
    yield from _outcomes_in_two(document)


def _own_and_included(document: Assembled, name: str, own: Origin, included: Origin) -> Issue:
    fragment = included.document.data["id"]
    what = f"规则 {name} 和共用段 {fragment} 的规则编号一样。"
    remedy = f"换一个编号；要用主题自己的，给 {fragment} 加上 without: [{name}]。"
    return Issue(*document.written.at(*own.path, "id"), "FRAGMENT-04", what, remedy)


def _outcomes_in_two(document: Assembled) -> Iterator[Issue]:
    """An outcome that the scenario does not word itself comes from one fragment."""
    seen: dict[str, Origin] = {}
    for number, rule in enumerate(document.data.get("rules", ())):
        name, origin = rule.get("outcome"), document.parts["rules", number]
        if origin.include is None or name not in origin.document.data.get("outcomes", {}):
            continue
        first = seen.setdefault(name, origin)
        if first.document is not origin.document and name not in document.written.data.get("outcomes", {}):
            yield _in_two(document, "outcomes", name, first, origin)


def _in_two(document: Assembled, key: str, name: str, first: Origin, second: Origin) -> Issue:
    ids = first.document.data["id"], second.document.data["id"]
    what = f"共用段 {ids[1]} 的{_CALLED[key]} {name}，前面的共用段 {ids[0]} 里也有。"
    if first.document is second.document:
        what = f"共用段 {ids[1]} 的{_CALLED[key]} {name} 放了两次。"
    remedy = (
        f"在其中一处加上 without: [{name}]。" if key in NAMED_BY else f"在主题的 outcomes 里写上 {name}，就用主题的。"
    )
    return Issue(document.file, document.written.line(*(second.include or ())), "FRAGMENT-05", what, remedy)


def _undecidable(built: Built, name: str, document: Assembled) -> Iterator[Issue]:
    """No included rule that might hold waits for a fact that the scenario never has.

    Elsewhere the fact may well be had, so that no other check, nor a walk through all paths, finds fault with the rule.
    """
    scenario = built.scenarios[name]
    for index, rule in enumerate(scenario.rules):
        if rule.when is None or not document.is_included("rules", index):
            continue
        missing = [fact for fact in _read(rule.when) if not _obtained(built, scenario, fact)]
        if missing and can_hold_in(built, name, ("rules", index), rule.when):
            fragment = document.origin("rules", index)[0].data["id"]
            what = f"共用段 {fragment} 的规则 {rule.id} 要看 {missing[0]}，这个主题没有办法得到它。"
            remedy = f"写进 assume，加一条定下它的规则，或者给 {fragment} 加上 without: [{rule.id}]。"
            yield Issue(document.file, document.line("rules", index), "FRAGMENT-07", what, remedy)


def _read(condition: Condition) -> list[str]:
    """The facts whose values the condition reads; whether one is known can always be said."""
    asked_for = set(known_facts(condition))
    return [fact for fact in dict.fromkeys(condition.facts()) if fact not in asked_for]


def _obtained(built: Built, scenario: Scenario, name: str) -> bool:
    """Whether the scenario can come to know the fact: assumed, asked, computed, defaulted, part of another, or set by a rule."""
    fact = built.facts.get(name)
    if fact is None or name in scenario.assume or fact.wording.ask or fact.derive or fact.default is not None:
        return True  # a fact that nobody defined is told as such
    asked = {one.fact for one in scenario.questions if one.wording is not None and one.wording.ask}
    given = {key for rule in scenario.rules for key in (*rule.set, *rule.add)}
    parts = {part for one in built.facts.values() for part in one.parts.values()}
    return name in asked | given | parts
