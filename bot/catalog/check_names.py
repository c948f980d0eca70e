"""Names used in the files exist: facts, forms, outcomes, texts, options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .building import Built
from .issues import Issue, did_you_mean
from .places import fact_path
from .yaml_reader import Document


def names_exist(built: Built, today: date) -> Iterator[Issue]:
    """Every fact, form, outcome and text that is named is defined somewhere."""
    yield from _in_dictionary(built)
    yield from _in_forms(built)
    yield from _in_items(built)
    for name in built.scenarios:
        yield from _in_scenario(built, name)


def unknown(
    document: Document, path: tuple[str | int, ...], code: str, what: str, name: str, known: Iterable[str], where: str
) -> Issue:
    """The issue for a name that is not defined."""
    remedy = f"改名，或在{' ' if where[0].isascii() else ''}{where}里加上它。"
    what = f"{what}用到 {name}，{where}里没有。"
    return Issue(*document.at(*path), code, what, remedy, did_you_mean(name, known))


def _in_items(built: Built) -> Iterator[Issue]:
    """What is told of an item is told of one that a form is for; a misspelt one would never be shown."""
    document = built.source.items
    if document is None:
        return
    known = [form.item for form in built.forms.values()]
    for name in built.items:
        if name not in known:
            yield unknown(document, ("items", name), "ITEM-01", "事项目录", name, known, "申请表的 item ")


def _in_dictionary(built: Built) -> Iterator[Issue]:
    document = built.source.dictionary
    if document is None:
        return
    for name, fact in built.facts.items():
        path = fact_path(built, name)
        used = [((*path, "parts", part), one) for part, one in fact.parts.items()]
        used += [((*path, "derive"), one) for one in (fact.derive.facts() if fact.derive is not None else ())]
        for place, one in used:
            if one not in built.facts:
                yield unknown(document, place, "FACT-01", f"信息项 {name} ", one, built.facts, "字典")
        if fact.licence is not None and fact.licence not in document.data.get("licences", {}):
            known = document.data.get("licences", {})
            yield unknown(
                document, (*path, "licence"), "LICENCE-01", f"信息项 {name} ", fact.licence, known, "licences "
            )
        if fact.kind == "list" and not fact.items:
            yield Issue(
                document.file,
                document.line(*path),
                "LIST-01",
                f"列表 {name} 没有写每一项要填什么。",
                "在 items 里写上。",
            )
        if fact.kind == "list" and "." in name:
            what = f"列表 {name} 的名字里有点号，分不清点号后面是不是它的一项。"
            yield Issue(
                document.file, document.line(*path), "LIST-02", what, "换一个只用小写字母、数字和下划线的名字。"
            )
        if fact.kind in ("choice", "multi_choice") and not fact.options:
            yield Issue(
                document.file, document.line(*path), "OPTION-01", f"选择题 {name} 没有选项。", "在 options 里写上。"
            )


def _in_forms(built: Built) -> Iterator[Issue]:
    for files in built.source.forms:
        for number, section in enumerate(files.layout.data["sections"]):
            for index, entry in enumerate(section["fields"]):
                for key in ("fact", "annotations"):
                    if key in entry and entry[key] not in built.facts:
                        path = ("sections", number, "fields", index, key)
                        yield unknown(
                            files.layout, path, "FACT-01", f"栏目 {entry['pointer']} ", entry[key], built.facts, "字典"
                        )
        for index, entry in enumerate(files.layout.data.get("checks", ())):
            if entry["fact"] not in built.facts:
                yield unknown(
                    files.layout,
                    ("checks", index, "fact"),
                    "FACT-01",
                    f"核对 {entry['id']} ",
                    entry["fact"],
                    built.facts,
                    "字典",
                )


def _in_scenario(built: Built, name: str) -> Iterator[Issue]:
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    for fact in scenario.assume:
        if fact not in built.facts:
            yield unknown(document, ("assume", fact), "FACT-01", "预答", fact, built.facts, "字典")
    for index, question in enumerate(scenario.questions):
        if question.fact not in built.facts:
            yield unknown(document, ("questions", index, "fact"), "FACT-01", "问题", question.fact, built.facts, "字典")
    for index, permit in enumerate(scenario.permits):
        if permit.form not in built.forms:
            yield unknown(document, ("permits", index, "form"), "FORM-01", "主题", permit.form, built.forms, "forms/ ")
    for index, form in enumerate(scenario.continues):
        if form not in built.forms:
            yield unknown(document, ("continues", index), "FORM-01", "主题", form, built.forms, "forms/ ")
    yield from _in_rules(built, name)


def _in_rules(built: Built, name: str) -> Iterator[Issue]:
    scenario, document = built.scenarios[name], built.homes[("scenario", name)]
    for index, rule in enumerate(scenario.rules):
        place = ("rules", index)
        for fact in (*rule.set, *rule.add):
            if fact not in built.facts:
                yield unknown(document, place, "FACT-01", f"规则 {rule.id} ", fact, built.facts, "字典")
        outcomes = _led_to(document, index) if document.is_included(*place) else scenario.outcomes
        if rule.outcome is not None and rule.outcome not in outcomes:
            path = (*place, "outcome")
            yield unknown(document, path, "OUTCOME-01", f"规则 {rule.id} ", rule.outcome, outcomes, "outcomes ")
        for text in (*rule.warnings, *rule.reports):
            if text not in built.texts:
                yield unknown(document, place, "TEXT-01", f"规则 {rule.id} ", text, built.texts, "scenarios/shared ")
        if not rule.source:
            what = f"规则 {rule.id} 没有写依据。"
            yield Issue(*document.at(*place), "SOURCE-01", what, "在 source 里写上文件和条款。")


def _led_to(document: Document, rule: int) -> Iterable[str]:
    """The outcomes that a fragment's rule may lead to: a fragment stands by itself, whichever scenarios include it."""
    outcomes: Iterable[str] = document.origin("rules", rule)[0].data.get("outcomes", {})
    return outcomes
