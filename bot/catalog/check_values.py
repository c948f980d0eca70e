"""Values written into the files fit their facts, and nothing in one list is there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.engine.facts import Fact
from bot.engine.kinds import has_shape

from .building import Built
from .issues import Issue, did_you_mean
from .patterns import fault_of
from .places import fact_path
from .yaml_reader import Document

Place = tuple[str | int, ...]


def values_fit(built: Built, today: date) -> Iterator[Issue]:
    """A value that is assumed, set, added, defaulted or offered is one its fact can have."""
    for document, path, owner, name, value in _written(built):
        fact = built.facts.get(name)
        wrong = _wrong(fact, value) if fact is not None else None
        if wrong is not None:
            what, remedy, meant = wrong
            yield Issue(*document.at(*path), "VALUE-01", f"{owner}{what}", remedy, meant)


def limits_make_sense(built: Built, today: date) -> Iterator[Issue]:
    """A fact's limits can be kept, and its pattern is one."""
    document = built.source.dictionary
    for name, fact in built.facts.items() if document is not None else ():
        for what in _bad_limits(fact):
            line = document.line(*fact_path(built, name), "limits") if document is not None else 0
            yield Issue(
                document.file if document is not None else "", line, "LIMIT-01", f"{name} 的限制{what}", "改 limits。"
            )


def named_once(built: Built, today: date) -> Iterator[Issue]:
    """Rules, questions, options, fields, checks and materials of one list have names of their own."""
    for document, path, key, kind in _lists(built):
        seen: dict[tuple[str, str], Place] = {}
        entries: Any = document.data
        for part in path:
            entries = entries[part]
        for index, entry in enumerate(entries):
            name = entry[key]
            home, place = document.origin(*path, index)
            # Fragments have lists of their own; what several of them have is told as FRAGMENT-05.
            if seen.setdefault((home.file, name), place) != place:
                what = f"{kind} {name} 在同一个列表里写了两次。"
                yield Issue(*document.at(*path, index, key), "NAME-02", what, "删掉一个，或者改名。")


def _wrong(fact: Fact, value: Any) -> tuple[str, str, str] | None:
    """What is wrong with a value of the fact, the remedy and what was meant; None when it fits."""
    for one in value if isinstance(value, (list, tuple)) else [value]:
        if fact.options and fact.option(one) is None:
            known = [option.value for option in fact.options]
            shown = "、".join(known[:12])
            return f"用到 {fact.id} 的选项 {one}，字典里没有。", f"可以写：{shown}。", did_you_mean(str(one), known)
    if not has_shape(fact, value):
        return f"给 {fact.id} 写了 {value}，它的种类是 {fact.kind}。", "换一个符合种类的值。", ""
    return None


def _written(built: Built) -> Iterator[tuple[Document, Place, str, str, Any]]:
    """Every value in the files: where it stands, in words and as a path, and its fact."""
    dictionary = built.source.dictionary
    for name, fact in built.facts.items():
        if fact.default is not None and dictionary is not None:
            yield dictionary, (*fact_path(built, name), "default"), f"信息项 {name} 的 default ", name, fact.default
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for fact_id, value in scenario.assume.items():
            yield document, ("assume", fact_id), "预答", fact_id, value
        for index, question in enumerate(scenario.questions):
            for number, option in enumerate(question.options or ()):
                path = ("questions", index, "options", number, "value")
                multiple = question.fact in built.facts and built.facts[question.fact].kind == "multi_choice"
                yield (
                    document,
                    path,
                    f"问题 {question.fact} ",
                    question.fact,
                    [option.value] if multiple else option.value,
                )
        for index, rule in enumerate(scenario.rules):
            given: dict[str, Mapping[str, Any]] = {"set": rule.set, "add": rule.add}
            for key, values in given.items():
                for fact_id, value in values.items():
                    yield document, ("rules", index, key, fact_id), f"规则 {rule.id} ", fact_id, value


def _bad_limits(fact: Fact) -> Iterator[str]:
    limits = fact.limits
    for low, high in (
        (limits.minimum, limits.maximum),
        (limits.min_length, limits.max_length),
        (limits.min_items, limits.max_items),
    ):
        if low is not None and high is not None and low > high:
            yield f"下限 {low} 比上限 {high} 大。"
    for bound in (limits.not_after, limits.not_before):
        if bound is not None and bound != "today" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", bound):
            yield f"里的日期 {bound} 读不懂，写 today 或 2026-01-31 的样子。"
    if limits.pattern is not None and (fault := fault_of(limits.pattern)) is not None:
        yield f"里的 pattern {limits.pattern} {fault}。"
    if limits.above is not None and limits.maximum is not None and limits.above >= limits.maximum:
        yield f"要大于 {limits.above}，又不能大于 {limits.maximum}。"


def _lists(built: Built) -> Iterator[tuple[Document, Place, str, str]]:
    """Every list whose entries have a name: where it is, the key of the name, and what an entry is called."""
    dictionary = built.source.dictionary
    for name, fact in built.facts.items():
        if dictionary is not None and fact.options:
            yield dictionary, (*fact_path(built, name), "options"), "value", "选项"
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        yield from ((document, (key,), of, kind) for key, of, kind in _OF_SCENARIO if key in document.data)
        for index, question in enumerate(scenario.questions):
            if question.options:
                yield document, ("questions", index, "options"), "value", "选项"
    for files in built.source.forms:
        yield files.layout, ("sections",), "id", "栏目分组"
        for number in range(len(files.layout.data["sections"])):
            yield files.layout, ("sections", number, "fields"), "pointer", "栏目"
        if "checks" in files.layout.data:
            yield files.layout, ("checks",), "id", "核对"
        if files.materials is not None:
            yield files.materials, ("materials",), "id", "材料"
        if files.process is not None:
            yield files.process, ("steps",), "id", "步骤"


_OF_SCENARIO = (("rules", "id", "规则"), ("questions", "fact", "问题"), ("permits", "form", "申请表"))
