"""A phrasebook: whole phrases -> the section of the lexicon they stand in, politeness around them aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from .lexicon_reader import lexicon
from .templates import expand, pattern

#: Nobody steers a conversation in more characters than these.
LONGEST: Final = 40
_SLOTS: Final = {"who": r"(?P<who>[^0-9]{1,8}?)", "some": r".{0,6}?"}
#: Words that a slot may swallow by mistake; a phrase whose ``who`` is one of them says nothing.
_NOBODY: Final = frozenset(
    {
        "会",
        "会儿",
        "一下",
        "下",
        "一会",
        "一会儿",
        "到",
        "等",
        "再",
        "才",
        "就",
        "都",
        "那",
        "那边",
        "这边",
        "谁",
        "什么",
        "你",
        "您",
        "我",
        "你们",
    }
)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: its section, and what stood in its slot (empty when it has none)."""

    section: str
    who: str = ""


class Phrasebook:
    """Looks a whole phrase up among the templates of one lexicon file."""

    def __init__(self, name: str) -> None:
        self._plain: dict[str, list[str]] = {}
        self._slotted: list[tuple[str, re.Pattern[str]]] = []
        for section, templates in lexicon(name).items():
            for template in templates:
                self._add(section, template)
        framing = lexicon("framing")
        self._before = _longest_first(framing["before"])
        self._after = _longest_first(framing["after"])

    def find(self, core: str) -> tuple[Match, ...]:
        """All sections that hold the phrase, as it stands or with politeness taken off; nearest to the text first.

        Args:
            core: folded text without punctuation and spaces.
        """
        if not core or len(core) > LONGEST:
            return ()
        found: dict[str, Match] = {}
        for peeled in self._peel(core):
            for section in self._plain.get(peeled, ()):
                found.setdefault(section, Match(section))
        for section, expression in self._slotted:
            match = expression.fullmatch(core)
            if match is not None and (who := match.groupdict().get("who", "")) not in _NOBODY:
                found.setdefault(section, Match(section, who))
        return tuple(found.values())

    def _add(self, section: str, template: str) -> None:
        if "{" in template:
            self._slotted.append((section, re.compile(pattern(template, _SLOTS))))
            return
        for phrase in expand(template):
            sections = self._plain.setdefault(phrase, [])
            if section not in sections:
                sections.append(section)

    def _peel(self, core: str) -> Iterator[str]:
        """The phrase, then the phrase with framing words taken off, fewest first; at most three on either side."""
        for head in _peeled(core, self._before, str.startswith, _without_head):
            yield from _peeled(head, self._after, str.endswith, _without_tail)


def _peeled(
    text: str, words: tuple[str, ...], touches: Callable[[str, str], bool], without: Callable[[str, str], str]
) -> Iterator[str]:
    yield text
    for _ in range(3):
        word = next((one for one in words if len(one) < len(text) and touches(text, one)), None)
        if word is None:
            return
        text = without(text, word)
        yield text


def _without_head(text: str, word: str) -> str:
    return text[len(word) :]


def _without_tail(text: str, word: str) -> str:
    return text[: -len(word)]


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
