"""How applicants call things: every asked thing has a name people say, and no name or phrase stands for two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from bot.engine.facts import Fact, Option

from .building import Built
from .issues import Issue
from .places import fact_path
from .yaml_reader import Document

#: Characters of a label that people may still say as it is; a longer one needs ``names``.
LONGEST_SPOKEN_LABEL: Final = 8
#: Characters of a word that points to a theme; one alone is in too many other words.
SHORTEST_WORD: Final = 2
_RUN_TOGETHER: Final = re.compile("[，、；;,。]")
#: Brackets, and the words of forms with which nobody begins: 「是否…」.
_UNSPOKEN: Final = re.compile("[（）()/]|^是否")
_Place = tuple[str | int, ...]


def colliding_phrases(built: Built, today: date) -> Iterator[Issue]:
    """No phrase or word points to two scenarios, and none stands twice in one."""
    seen: dict[str, str] = {}
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        own: set[str] = set()
        for key, phrases in (("says", scenario.says), ("words", scenario.words)):
            for index, phrase in enumerate(phrases):
                other = seen.setdefault(phrase, name)
                line = document.line(key, index)
                if other != name:
                    what = f"「{phrase}」同时指向主题 {name} 和 {other}。"
                    yield Issue(document.file, line, "SAY-02", what, "只留在一个主题里。")
                elif phrase in own:
                    yield Issue(document.file, line, "SAY-05", f"「{phrase}」写了两次。", "删掉一个，或者换一个说法。")
                own.add(phrase)


def whole_words(built: Built, today: date) -> Iterator[Issue]:
    """No word of a theme is too short to point to it, and no two names were run together by Chinese punctuation."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, word in enumerate(scenario.words):
            if len(word) < SHORTEST_WORD:
                what = f"「{word}」只有一个字，别的话里也常有，会认错主题。"
                line = document.line("words", index)
                yield Issue(document.file, line, "SAY-06", what, "写两个字以上的词，或者写到 says 里的一句话里。")
        yield from _run_together(document, ("words",), scenario.words)
        for number, question in enumerate(scenario.questions):
            yield from _options_together(document, ("questions", number, "options"), question.options or ())
    dictionary = built.source.dictionary
    for name, fact in built.facts.items() if dictionary is not None else ():
        if dictionary is not None:
            path = fact_path(built, name)
            yield from _run_together(dictionary, (*path, "names"), fact.names)
            yield from _options_together(dictionary, (*path, "options"), fact.options)


def spoken_names(built: Built, today: date) -> Iterator[Issue]:
    """Every fact and option that is asked for has a name that people say."""
    dictionary = built.source.dictionary
    asked = {question.fact for one in built.scenarios.values() for question in one.questions}
    for name, fact in built.facts.items() if dictionary is not None else ():
        if dictionary is None or not (name in asked or fact.wording.ask):
            continue
        path = fact_path(built, name)
        if not fact.names and _is_unspoken(fact.label):
            what = f"{name} 的名称「{fact.label}」没有人会这样说，又没有写 names，申请人说到它时认不出来。"
            yield Issue(dictionary.file, dictionary.line(*path), "SAY-08", what, "在 names 里写上申请人的叫法。")
        yield from _nameless(dictionary, (*path, "options"), fact, fact.options)
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            if question.fact in built.facts:
                place = ("questions", index, "options")
                yield from _nameless(document, place, built.facts[question.fact], question.options or ())


def _is_unspoken(label: str) -> bool:
    return len(label) > LONGEST_SPOKEN_LABEL or _UNSPOKEN.search(label) is not None


def _nameless(document: Document, path: _Place, fact: Fact, options: Sequence[Option]) -> Iterator[Issue]:
    for index, option in enumerate(options):
        if not option.names and _is_unspoken(option.label):
            what = f"{fact.id} 的选项「{option.label}」没有人会这样说，又没有写 names，说了也认不出来。"
            yield Issue(*document.at(*path, index), "SAY-09", what, "在 names 里写上申请人的说法。")


def _options_together(document: Document, path: _Place, options: Sequence[Option]) -> Iterator[Issue]:
    for index, option in enumerate(options):
        yield from _run_together(document, (*path, index, "names"), option.names)


def _run_together(document: Document, path: _Place, names: Iterable[str]) -> Iterator[Issue]:
    for index, name in enumerate(names):
        if _RUN_TOGETHER.search(name):
            what = f"「{name}」里有中文标点，几个词连成了一个。"
            yield Issue(*document.at(*path, index), "SAY-07", what, "词和词之间用英文逗号加空格隔开。")
