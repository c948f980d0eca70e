"""A phrasebook: whole phrases -> the section of the lexicon they stand in, politeness around them aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .lexicon_reader import lexicon
from .templates import expand, pattern

#: Nobody steers a conversation in more characters than these.
LONGEST: Final = 40
_SLOTS: Final = {"who": r"(?P<who>[^0-9]{1,8}?)", "some": r".{0,6}?"}


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
        self._nobody = frozenset(framing["nobody"])
        self._before = _by_character(framing["before"], 0)
        self._after = _by_character(framing["after"], -1)

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
            if match is not None and (who := match.groupdict().get("who", "")) not in self._nobody:
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
        head: str | None = core
        for _ in range(4):
            if head is None:
                return
            tail: str | None = head
            for _ in range(4):
                if tail is None:
                    break
                yield tail
                tail = self._without_tail(tail)
            head = self._without_head(head)

    def _without_head(self, text: str) -> str | None:
        words = self._before.get(text[0], ())
        return next((text[len(one) :] for one in words if len(one) < len(text) and text.startswith(one)), None)

    def _without_tail(self, text: str) -> str | None:
        words = self._after.get(text[-1], ())
        return next((text[: -len(one)] for one in words if len(one) < len(text) and text.endswith(one)), None)


def _by_character(words: tuple[str, ...], at: int) -> dict[str, tuple[str, ...]]:
    """The words by their first or last character, the longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[at], []).append(word)
    return {char: tuple(found) for char, found in table.items()}
