"""Words: questions are there and short, names and phrases do not collide, placeholders are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.engine.facts import Fact

from .building import Built
from .issues import Issue
from .places import fact_path

#: Characters of a question; consent texts (facts that must be true) may be longer.
LONGEST_QUESTION: Final = 40
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def wording_present(built: Built, today: date) -> Iterator[Issue]:
    """Every fact that a scenario asks by name has a question."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            fact = built.facts.get(question.fact)
            if fact is None:
                continue
            own = question.wording is not None and question.wording.ask
            if not own and not fact.wording.ask and fact.derive is None:
                what = f"问题 {question.fact} 没有问法，字典里也没有。"
                yield Issue(document.file, document.line("questions", index), "ASK-01", what, "写上 ask。")


def question_lengths(built: Built, today: date) -> Iterator[Issue]:
    """No question is longer than people read."""
    dictionary = built.source.dictionary
    for name, known in built.facts.items():
        if dictionary is not None and _too_long(known, known.wording.ask):
            line = dictionary.line(*fact_path(built, name), "ask")
            yield _long(dictionary.file, line, name, known.wording.ask)
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            fact = built.facts.get(question.fact)
            if fact is not None and question.wording is not None and _too_long(fact, question.wording.ask):
                line = document.line("questions", index, "ask")
                yield _long(document.file, line, question.fact, question.wording.ask)


def colliding_names(built: Built, today: date) -> Iterator[Issue]:
    """No two facts of the dictionary are called by the same spoken name (a list's facts only among themselves)."""
    document = built.source.dictionary
    if document is None:
        return
    seen: dict[tuple[str, str], str] = {}
    for name, fact in built.facts.items():
        scope = (
            name.rpartition(".")[0]
            if any(name == item.id for one in built.facts.values() for item in one.items)
            else ""
        )
        for spoken in dict.fromkeys((fact.label, *fact.names)):
            other = seen.setdefault((scope, spoken), name)
            if other != name:
                line = document.line(*fact_path(built, name))
                what = f"「{spoken}」既是 {name} 的叫法，也是 {other} 的叫法，听到时分不清。"
                yield Issue(document.file, line, "SAY-01", what, "换一个叫法，或者只留在一处。")


def yes_and_no(built: Built, today: date) -> Iterator[Issue]:
    """Only a yes-or-no fact has words for yes and no, and none that is both."""
    document = built.source.dictionary
    for name, fact in built.facts.items() if document is not None else ():
        said = (*fact.says_yes, *fact.says_no)
        if document is None or not said:
            continue
        place = (*fact_path(built, name), "says_yes" if fact.says_yes else "says_no")
        if fact.kind != "boolean":
            what = f"{name} 的种类是 {fact.kind}，不能写 says_yes、says_no。"
            yield Issue(document.file, document.line(*place), "SAY-03", what, "别的叫法写到选项的 names 里。")
        for phrase in sorted(set(fact.says_yes) & set(fact.says_no)):
            what = f"「{phrase}」既在 {name} 的 says_yes 里，也在 says_no 里。"
            yield Issue(document.file, document.line(*place), "SAY-04", what, "只留在一处。")


def colliding_phrases(built: Built, today: date) -> Iterator[Issue]:
    """No phrase or word points to two scenarios."""
    seen: dict[str, str] = {}
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for key, phrases in (("says", scenario.says), ("words", scenario.words)):
            for index, phrase in enumerate(phrases):
                other = seen.setdefault(phrase, name)
                if other != name:
                    what = f"「{phrase}」同时指向主题 {name} 和 {other}。"
                    yield Issue(document.file, document.line(key, index), "SAY-02", what, "只留在一个主题里。")


def placeholders(built: Built, today: date) -> Iterator[Issue]:
    """Every placeholder in a text is a plain name, and none is left open."""
    for document in built.source.texts:
        for key, text in document.data.items():
            bad = [name for name in _PLACEHOLDER.findall(text) if not re.fullmatch(r"[a-z_]+", name)]
            if bad or _PLACEHOLDER.sub("", text).count("{") or _PLACEHOLDER.sub("", text).count("}"):
                what = f"文字 {key} 里的占位符写得不对。"
                yield Issue(
                    document.file, document.line(key), "TEXT-02", what, "占位符写成 {label} 的样子，括号要成对。"
                )


def _too_long(fact: Fact, text: str) -> bool:
    return len(text) > LONGEST_QUESTION and fact.limits.must_be is None


def _long(file: str, line: int, fact: str, text: str) -> Issue:
    what = f"{fact} 的问法有 {len(text)} 个字，超过 {LONGEST_QUESTION} 个。"
    return Issue(file, line, "ASK-02", what, "问短一点，解释写到 help 里。")
