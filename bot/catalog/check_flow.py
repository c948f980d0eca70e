"""The way through a scenario: no circles, every required field obtained, every question reachable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from bot.engine.conditions import And, Condition, Not
from bot.engine.facts import Fact
from bot.engine.scenario import Scenario

from .building import Built
from .check_rules import offered_options
from .circles import circle
from .including import includes
from .issues import Issue
from .judging import Verdict
from .places import dictionary_conditions, fact_path, form_conditions, process_conditions
from .satisfying import satisfiable
from .settled_by import named, settled_by
from .shaping import conditions_of
from .yaml_reader import Path_


def cycles(built: Built, today: date) -> Iterator[Issue]:
    """No fact's relevance or value depends on itself."""
    document = built.source.dictionary
    if document is None:
        return
    reported: set[frozenset[str]] = set()
    for scenario in built.scenarios.values():
        needs = _needs(built, scenario)
        for name in sorted(built.facts):
            around = circle(name, needs)
            if around and frozenset(around) not in reported:
                reported.add(frozenset(around))
                first = min(around)
                what = f"信息项互相等待，问不下去：{' → '.join([*around, around[0]])}。"
                yield Issue(
                    document.file, document.line(*fact_path(built, first)), "CYCLE-01", what, "去掉其中一个条件。"
                )


def obtained_fields(built: Built, today: date) -> Iterator[Issue]:
    """Every required field's fact can be had whatever is answered: asked, computed, defaulted, assumed or set by a rule."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, permit in enumerate(scenario.permits):
            for field in built.forms[permit.form].fields if permit.form in built.forms else ():
                fact = built.facts.get(field.fact)
                if field.required and fact is not None and _missed(built, scenario, fact, field.when):
                    what = f"申请表 {permit.form} 的必填栏 {field.pointer}（{fact.label}）有的情况下没有办法得到。"
                    remedy = "给信息项写 ask，写进主题的 assume，或者加一条规则，让每种情况都有值。"
                    remedy += _fragments(built, name, fact.id)
                    yield Issue(document.file, document.line("permits", index), "FIELD-01", what, remedy)


def _fragments(built: Built, name: str, fact: str) -> str:
    """Names the fragments whose rules settle the fact and that the scenario does not include yet; nothing where there is none."""
    source, file = built.source, built.homes[("scenario", name)].file
    written = next((one for one in source.scenarios if one.file == file), None)
    there = {one.fragment for one in includes(written) if one.key == "rules"} if written is not None else set()
    found = [one for one in settled_by(source.fragments, source.scenarios, file).get(fact, ()) if one not in there]
    if not found:
        return ""
    return f"共用段 {named(found)} 的规则会定它：挑合适的，在 rules 里写一行 {{fragment: {found[0]}}}；它也有问题的，在 questions 里再写一行。"


def _missed(built: Built, scenario: Scenario, fact: Fact, when: Condition | None) -> bool:
    """Whether some answers leave a fact of the form without a value."""
    asked = {one.fact for one in scenario.questions if one.wording is not None and one.wording.ask}
    if fact.wording.ask or fact.derive or fact.default is not None or fact.id in (*scenario.assume, *asked):
        return False
    if any(fact.id in rule.add for rule in scenario.rules):
        return False  # what is added to is an empty list until then
    rules = [rule.when for rule in scenario.rules if fact.id in rule.set]
    given = [condition for condition in rules if condition is not None]
    if len(given) < len(rules):
        return False
    parts = [part for part in (when, fact.when) if part is not None]
    return bool(satisfiable(built, scenario.assume, And((*parts, *(Not(one) for one in given))), doubt=not given))


def unreachable_questions(built: Built, name: str) -> Iterator[Verdict]:
    """No question's condition is false whatever is answered, and each answer is of use to a field, rule or material."""
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    used = _used(built, scenario)
    for index, question in enumerate(scenario.questions):
        part = ("questions", index)
        if question.when is not None and not can_hold_in(built, name, part, question.when):
            what = f"问题 {question.fact} 的条件永远不成立，问不到。"
            place = document.at(*part, "when")
            yield Verdict(part, Issue(*place, "REACH-01", what, "改条件，或者删掉这个问题。"))
        if question.fact in scenario.assume:
            what = f"问题 {question.fact} 不会问到：主题的 assume 已经定下了它。"
            remedy = "从 assume 里删掉它，或者删掉这个问题。"
            yield Verdict(part, Issue(*document.at(*part, "fact"), "REACH-05", what, remedy))
        elif question.fact in built.facts and question.fact not in used:
            what = f"问题 {question.fact} 不会问到：没有栏目、规则或材料用到它的答案。"
            remedy = "加一条用到它的规则，或者删掉这个问题。"
            yield Verdict(part, Issue(*document.at(*part, "fact"), "REACH-03", what, remedy))


def can_hold_in(built: Built, name: str, part: Path_, when: Condition) -> bool:
    """Whether some answers make the condition true in the scenario.

    A fragment's may name options that the scenario does not offer; to name them in the scenario itself is a mistake of its
    own (OPTION-02), which does not make the condition unreachable.
    """
    scenario = built.scenarios[name]
    included = built.homes[("scenario", name)].is_included(*part)
    return satisfiable(built, scenario.assume, when, offered=offered_options(scenario) if included else {})


def dead_conditions(built: Built, today: date) -> Iterator[Issue]:
    """No condition of the dictionary or of a form is false whatever is answered."""
    for placed in (*dictionary_conditions(built), *form_conditions(built), *process_conditions(built)):
        if not satisfiable(built, {}, placed.condition):
            what = f"{placed.owner} 的条件永远不成立，用不上。"
            remedy = "改条件：看看大于小于有没有写反，几个条件能不能同时成立。"
            yield Issue(placed.document.file, placed.line, "REACH-04", what, remedy)
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, permit in enumerate(scenario.permits):
            if permit.when is not None and not satisfiable(built, scenario.assume, permit.when):
                what = f"申请表 {permit.form} 的条件永远不成立，填不到它。"
                line = document.line("permits", index, "when")
                yield Issue(document.file, line, "REACH-04", what, "改条件，或者删掉这张申请表。")


def _used(built: Built, scenario: Scenario) -> set[str]:
    """The facts that a form of the scenario, one of its rules, or a fact of the dictionary needs."""
    forms = [built.forms[permit.form] for permit in scenario.permits if permit.form in built.forms]
    used = {field.fact for form in forms for field in form.fields}
    used.update(fact for condition in conditions_of(scenario, forms) for fact in condition.facts())
    for fact in built.facts.values():
        used.update(fact.when.facts() if fact.when is not None else ())
        used.update(fact.derive.facts() if fact.derive is not None else ())
        used.update({fact.id} if fact.parts else ())
    return used


def dead_rules(built: Built, name: str) -> Iterator[Verdict]:
    """No rule's condition is false whatever is answered, and every outcome has a rule that leads to it."""
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    for index, rule in enumerate(scenario.rules):
        if rule.when is not None and not can_hold_in(built, name, ("rules", index), rule.when):
            what = f"规则 {rule.id} 的条件永远不成立，用不上。"
            place = document.at("rules", index, "when")
            yield Verdict(("rules", index), Issue(*place, "REACH-02", what, "改条件，或者删掉这条规则。"))
    led_to = {rule.outcome for rule in scenario.rules}
    for outcome in scenario.outcomes:
        if outcome not in led_to:
            what = f"结果 {outcome} 没有规则会走到。"
            remedy = "在该走到它的规则里写 outcome，或者删掉它。"
            issue = Issue(*document.at("outcomes", outcome), "OUTCOME-02", what, remedy)
            yield Verdict(("outcomes", outcome), issue)


def _needs(built: Built, scenario: Scenario) -> dict[str, set[str]]:
    """Fact -> the facts its relevance and value wait for, in one scenario."""
    needs: defaultdict[str, set[str]] = defaultdict(set)
    for name, fact in built.facts.items():
        if fact.when is not None:
            needs[name].update(fact.when.facts())
        if fact.derive is not None:
            needs[name].update(fact.derive.facts())
        for part in fact.parts.values():
            needs[part].add(name)
    for question in scenario.questions:
        if question.when is not None:
            needs[question.fact].update(question.when.facts())
    for rule in scenario.rules:
        for name in (*rule.set, *rule.add):
            if name not in scenario.assume and rule.when is not None:
                needs[name].update(rule.when.facts())
    for name in scenario.assume:
        needs[name] = set()
    return needs
