"""Rules against each other: each decides something, and none stands where an earlier one has always decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.engine.conditions import And, Compare, Condition, FactRef, Literal, Not
from bot.engine.scenario import Rule, Scenario

from .building import Built
from .issues import Issue
from .judging import Verdict
from .satisfying import satisfiable
from .shaping import compares
from .yaml_reader import Document

#: Something that rules decide, the first whose condition holds: the index of the rule, the rule, and what it says.
_Deciding = tuple[int, Rule, Any]
_SPECIAL_FIRST: Final = "把特殊的情况写在前面，或者改其中一条的条件。"


def contradictory_rules(built: Built, name: str) -> Iterator[Verdict]:
    """No two rules with the same condition set one fact to different values."""
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    for fact in _set_facts(scenario):
        seen: dict[str, tuple[str, Any]] = {}
        for index, rule, value in _setting(scenario, document, fact):
            key = repr(rule.when)
            if key in seen and seen[key][1] != value:
                what = f"规则 {rule.id} 和 {seen[key][0]} 条件一样，却把 {fact} 定成不同的值。"
                issue = Issue(*document.at("rules", index), "RULE-01", what, "改条件，或者删掉一条。")
                yield Verdict(("rules", index), issue, f"set {fact}")
            seen.setdefault(key, (rule.id, value))


def overtaken_rules(built: Built, name: str) -> Iterator[Verdict]:
    """No rule's value or outcome is one that an earlier rule has always decided otherwise."""
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    for fact in _set_facts(scenario):
        for index, rule, earlier in _overtaken(built, scenario, _setting(scenario, document, fact), same=False):
            what = f"规则 {rule.id} 定不了 {fact}：{_who(earlier)}，先写的优先。"
            issue = Issue(*document.at("rules", index), "RULE-02", what, _SPECIAL_FIRST)
            yield Verdict(("rules", index), issue, f"set {fact}")
    leading = [
        (index, rule, rule.outcome)
        for index, rule in enumerate(scenario.rules)
        if rule.outcome is not None and _readable(rule, index, document)
    ]
    for index, rule, earlier in _overtaken(built, scenario, leading, same=True):
        what = f"规则 {rule.id} 走不到结果 {rule.outcome}：{_who(earlier)}，先写的优先。"
        yield Verdict(("rules", index), Issue(*document.at("rules", index), "RULE-03", what, _SPECIAL_FIRST), "outcome")


def idle_rules(built: Built, name: str) -> Iterator[Verdict]:
    """Every rule does something, and none sets what its scenario has settled from the start."""
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    for index, rule in enumerate(scenario.rules):
        if not (rule.set or rule.add or rule.warnings or rule.reports or rule.outcome):
            what = f"规则 {rule.id} 什么也不做。"
            remedy = "写上 set、add、warn、report 或者 outcome，或者删掉它。"
            yield Verdict(("rules", index), Issue(*document.at("rules", index), "RULE-04", what, remedy))
        for key, facts in (("set", rule.set), ("add", rule.add)):
            for fact in facts:
                if fact in scenario.assume:
                    what = f"规则 {rule.id} 改不了 {fact}：主题的 assume 已经定下了它。"
                    place = document.at("rules", index, key, fact)
                    issue = Issue(*place, "RULE-05", what, "从 assume 或者规则里删掉一个。")
                    yield Verdict(("rules", index), issue, f"set {fact}")


def hidden_options(built: Built, name: str) -> Iterator[Verdict]:
    """No rule waits for an option that the scenario's own question does not offer.

    A fragment's rule may name options of several scenarios, as long as this one offers one of them.
    """
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    offered = offered_options(scenario)
    for index, rule in enumerate(scenario.rules):
        if document.is_included("rules", index) and _offers_one(rule, offered):
            continue
        for compare in compares(rule.when) if rule.when is not None else ():
            for fact, value in _waited_for(built, compare, offered):
                what = f"规则 {rule.id} 要看 {fact} 是不是 {value}，可是这个主题的问题没有列这个选项。"
                remedy = "在问题的 options 里加上它，或者从规则的条件里去掉。"
                issue = Issue(*document.at("rules", index, "when"), "OPTION-02", what, remedy)
                yield Verdict(("rules", index), issue, f"{fact} {value}")


def _offers_one(rule: Rule, offered: Mapping[str, list[str]]) -> bool:
    """Whether the rule names an option that is offered."""
    named = [(compare.left, compare.right) for compare in (compares(rule.when) if rule.when is not None else ())]
    return any(
        isinstance(fact, FactRef) and isinstance(value, Literal) and value.value in offered.get(fact.fact, ())
        for fact, value in named
    )


def offered_options(scenario: Scenario) -> dict[str, list[str]]:
    """The facts of which a question offers only some options, and no rule gives others -> what it offers."""
    return {
        question.fact: [option.value for option in question.options]
        for question in scenario.questions
        if question.options is not None and not _given_otherwise(scenario, question.fact)
    }


def sourced_outcomes(built: Built, today: date) -> Iterator[Issue]:
    """Every outcome says on what it rests."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for outcome in scenario.outcomes.values():
            if not outcome.source:
                place = document.at("outcomes", outcome.id)
                remedy = "在 source 里写上文件和条款；没有核到的写「以受理窗口为准」。"
                yield Issue(*place, "OUTCOME-03", f"结果 {outcome.id} 没有写依据。", remedy)


def _set_facts(scenario: Scenario) -> list[str]:
    return list(dict.fromkeys(fact for rule in scenario.rules for fact in rule.set))


def _setting(scenario: Scenario, document: Document, fact: str) -> list[_Deciding]:
    return [
        (index, rule, rule.set[fact])
        for index, rule in enumerate(scenario.rules)
        if fact in rule.set and _readable(rule, index, document)
    ]


def _readable(rule: Rule, index: int, document: Document) -> bool:
    """Whether the rule's condition is known: one that could not be read is none, and must not count as always."""
    return rule.when is not None or "when" not in document.data["rules"][index]


def _overtaken(
    built: Built, scenario: Scenario, deciding: Sequence[_Deciding], same: bool
) -> Iterator[tuple[int, Rule, list[Rule]]]:
    """Rules that never decide, with the earlier ones that always do; ``same``: also those with the very condition."""
    for at, (index, rule, value) in enumerate(deciding):
        earlier = [one for _, one, _ in deciding[:at]]
        differing = [other for _, _, other in deciding[:at] if other != value]
        told = any(one.when == rule.when for one in earlier) and not same
        if not differing or told or (rule.when is not None and not satisfiable(built, scenario.assume, rule.when)):
            continue
        if not satisfiable(built, scenario.assume, _left(rule, earlier)):
            for one in tuple(reversed(earlier)):
                without = [other for other in earlier if other is not one]
                if not satisfiable(built, scenario.assume, _left(rule, without)):
                    earlier = without
            yield index, rule, earlier


def _left(rule: Rule, earlier: Sequence[Rule]) -> Condition:
    """What is left for a rule: its condition, and that of no earlier one."""
    own = (rule.when,) if rule.when is not None else ()
    return And((*own, *(Not(one.when) if one.when is not None else Literal(False) for one in earlier)))


def _who(earlier: Sequence[Rule]) -> str:
    names = "、".join(rule.id for rule in earlier)
    return f"它成立的时候，前面的 {names} 总{'有一条' if len(earlier) > 1 else '也'}成立"


def _given_otherwise(scenario: Scenario, fact: str) -> bool:
    return fact in scenario.assume or any(fact in rule.set or fact in rule.add for rule in scenario.rules)


def _waited_for(built: Built, compare: Compare, offered: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The fact and the value of a comparison that asks for options none of which is offered."""
    fact, value = compare.left, compare.right
    if not (isinstance(fact, FactRef) and isinstance(value, Literal)) or compare.op not in ("==", "in", "has"):
        return
    wanted = value.value if isinstance(value.value, tuple) else (value.value,)
    known = [one for one in wanted if fact.fact in built.facts and built.facts[fact.fact].option(str(one)) is not None]
    if fact.fact in offered and known and not any(one in offered[fact.fact] for one in known):
        yield fact.fact, "、".join(str(one) for one in known)
