"""A stored case told again by a made-up applicant: the same answers, and nobody's data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bot.engine import Address, Case, Catalog, Position, Release, locate
from bot.engine.address import fact_of
from bot.engine.amend import value_now
from bot.engine.case import Stored
from bot.engine.facts import Fact
from bot.engine.review import display
from bot.engine.view import View
from bot.nlu import Understander

from ..learning.keeping import PLAIN_KINDS
from ..learning.scrubbing import Scrubber
from ..rehearsal import Rehearsal
from .situation import at_nine
from .stand_ins import StandIns
from .story_text import NotWritten, Spoken, after, story_text, with_end

#: Sentences after which a story is ended.
_MOST: Final = 600
_DIGITS: Final = re.compile(r"\d(?:[\s-]?\d){4,}")
#: Shorter texts say nothing of anybody by themselves (「3楼」); a name of two characters does.
_TELLING: Final = 3
#: Characters in a row that two texts share only where one speaks of the other.
_SHARED: Final = 3


@dataclass
class Retold:
    """A story and where it is not the conversation itself.

    Args:
        turns: what is said and expected; ``position``: where it ends.
        reworded: facts whose own words could not be kept; ``left_out``: facts that could not be said again.
    """

    turns: list[Spoken]
    position: Position
    reworded: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def retell(case: Case, catalog: Catalog, understander: Understander, day: date) -> tuple[str, Retold]:
    """The text of the story of a stored case, with everything personal replaced, and how it came about.

    What was said is asked for again in the order of today's scenario, so that detours and corrections do not come back.

    Raises:
        NotWritten: no scenario was chosen, or something personal would still stand in the text.
    """
    release = catalog.current.get(case.scenario or "")
    if release is None:
        raise NotWritten("这段对话没有选主题，或者主题已经不在了，没有可以录的。")
    rehearsal = Rehearsal(catalog, understander, lambda: at_nine(day))
    scrubber = Scrubber(catalog, understander.dictionary)
    telling = _Telling(case, release, rehearsal, StandIns(release, day), scrubber)
    found = telling.tell()
    text = story_text(day, with_end(found.turns, found.position), "录自一段办理中的对话，个人信息都换成了编的。")
    left = sorted(set(telling.betrayed_by(text)))
    if left:
        raise NotWritten(f"这些信息项原来的值还会留在故事里，没有写：{'、'.join(left)}。")
    return text, found


@dataclass
class _Telling:
    case: Case
    release: Release
    rehearsal: Rehearsal
    stand_ins: StandIns
    scrubber: Scrubber
    reworded: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._old = View(self.release, self.case, self.rehearsal.clock().date())
        self._personal = list(_personal(self.case, self.release, self.scrubber))
        self._swaps = self._all_swaps()

    def tell(self) -> Retold:
        """Says everything that the case holds, as long as it is asked for."""
        turns: list[Spoken] = []
        outcome = self._say(turns, self.release.scenario.says[0])
        if self.rehearsal.case.scenario != self.release.scenario.id:
            raise NotWritten(
                f"「{self.release.scenario.says[0]}」听不出是 {self.release.scenario.id}，主题的 says 要先改好。"
            )
        while len(turns) < _MOST:
            asking = outcome["asking"] or {}
            told = self._answer(turns, str(asking.get("fact") or ""), str(asking.get("kind") or ""))
            if told is None:
                break
            outcome = told
        return Retold(turns, self._where(), self.reworded, self.left_out)

    def _answer(self, turns: list[Spoken], key: str, kind: str) -> dict[str, Any] | None:
        """The turn that answers what is asked, or None where the conversation had no answer to it."""
        if kind == "more":
            return self._say(turns, "有" if self._has_another(key) else "没有了")
        if not key:
            return None
        fact, stored = self.release.facts.get(fact_of(key)), self._answer_to(self._old_key(key))
        if stored is None or fact is None:
            return None
        value = self._value(fact, stored)
        for words in self._wordings(fact, stored, value):
            told = self._try(turns, key, words, value)
            if told is not None:
                if words != stored.raw:
                    self.reworded.append(key)
                return told
        self.left_out.append(key)
        return None

    def _answer_to(self, key: str) -> Stored | None:
        """The answer of the stored case; for a part of an address, what the whole said of it."""
        address = Address.parse(key)
        return self._old.at(address).stored if address is not None and address.fact in self.release.facts else None

    def _value(self, fact: Fact, stored: Stored) -> Any:
        value = stored.parts.get(fact.id, stored.value)
        return None if stored.absence is not None else self.stand_ins.of(fact, value)

    def _wordings(self, fact: Fact, stored: Stored, value: Any) -> Iterator[str]:
        """The applicant's own words without anybody's data, then a plain sentence."""
        own = self._swapped(stored.raw) if fact.id not in stored.parts else ""
        if own and self._is_safe(fact, own):
            yield own
        if value is None:
            yield "没有"
            return
        shown = display(self._view(), fact.id, value)
        if isinstance(value, bool):
            says = fact.says_yes if value else fact.says_no
            yield from (*(("有", "是的", "同意") if value else ("没有", "不是")), *says[:3])
        yield from dict.fromkeys((shown, str(value)))

    def _is_safe(self, fact: Fact, words: str) -> bool:
        """Whether the words, stand-ins in their places, can hold nothing of anybody."""
        rest = words
        for stand_in in sorted(self.stand_ins.given.values(), key=len, reverse=True):
            rest = rest.replace(stand_in, "，")
        return self.scrubber.tells_of_nobody(rest) and not any(_share(rest, one) for _, one in self._personal)

    def _swapped(self, text: str) -> str:
        for old, new in self._swaps:
            text = text.replace(old, new)
        return text

    def _all_swaps(self) -> list[tuple[str, str]]:
        """Every personal text with its stand-in, the longest first."""
        swaps: dict[str, str] = {}
        for key, stored in self.case.answers.items():
            fact = self.release.facts.get(fact_of(key))
            if fact is not None and fact.kind not in PLAIN_KINDS and isinstance(stored.value, str):
                swaps[stored.value] = str(self.stand_ins.of(fact, stored.value))
        return sorted(swaps.items(), key=lambda one: len(one[0]), reverse=True)

    def _try(self, turns: list[Spoken], key: str, words: str, value: Any) -> dict[str, Any] | None:
        """The turn, or None where the words are not understood as the value; then nothing was said."""
        before = (self.rehearsal.case, list(turns))
        outcome = self._say(turns, words)
        if (outcome["asking"] or {}).get("kind") == "confirm":
            outcome = self._say(turns, "对")
        address = Address.parse(key)
        found = value_now(self._view(), address) if address is not None else None
        if key in self.rehearsal.case.answers and _same(found, value):
            return outcome
        self.rehearsal.case, turns[:] = before
        return None

    def _say(self, turns: list[Spoken], words: str) -> dict[str, Any]:
        outcome = self.rehearsal.say(words)
        turns.append(Spoken(words, after(outcome)))
        return outcome

    def _where(self) -> Position:
        return locate(self.rehearsal.catalog, self.rehearsal.case, self.rehearsal.clock().date())

    def _view(self) -> Any:
        return self._where().view

    def _old_key(self, key: str) -> str:
        """Where the stored case holds what is asked: its items may have other numbers."""
        address = Address.parse(key)
        if address is None or address.item is None:
            return key
        owner = address.fact.partition(".")[0]
        number = self._number(owner, address.item)
        old = self.case.lists[owner].items if owner in self.case.lists else ()
        return Address(address.fact, old[number]).key if number < len(old) else ""

    def _number(self, owner: str, item: str) -> int:
        roster = self.rehearsal.case.lists.get(owner)
        items = roster.items if roster is not None else ()
        return items.index(item) if item in items else len(items)

    def _has_another(self, owner: str) -> bool:
        old, new = self.case.lists.get(owner), self.rehearsal.case.lists.get(owner)
        return len(old.items if old is not None else ()) > len(new.items if new is not None else ())

    def betrayed_by(self, text: str) -> Iterator[str]:
        """The facts whose personal value still stands in the text; digits that a stand-in has as well give nobody away."""
        bare = re.sub(r"[\s-]", "", text)
        made = set(self.stand_ins.given.values())
        for name, one in self._personal:
            sampled = one.isdigit() and any(one in stand_in for stand_in in made)
            if one not in made and not sampled and (one in text or (one.isdigit() and one in bare)):
                yield name


def _personal(case: Case, release: Release, scrubber: Scrubber) -> Iterator[tuple[str, str]]:
    """Fact and text of everything personal: values that are replaced, parts of addresses, long numbers that were said."""
    for key, stored in case.answers.items():
        fact = release.facts.get(fact_of(key))
        if fact is None or (fact.kind in PLAIN_KINDS and fact.sensitivity == "public"):
            continue
        whole = fact.id in release.plan.whole
        parts = [value for name, value in stored.parts.items() if release.facts[name].kind not in PLAIN_KINDS]
        values = [stored.value, *parts] if fact.kind not in PLAIN_KINDS else []
        if fact.kind == "text" and fact.sensitivity == "public" and not whole:
            values = [one for one in values if not scrubber.tells_of_nobody(str(one))]
        for value in values:
            if isinstance(value, str) and (len(value) >= _TELLING or fact.kind == "person_name"):
                yield fact.id, value
        for digits in _DIGITS.findall(stored.raw):
            yield fact.id, re.sub(r"[\s-]", "", digits)


def _share(text: str, personal: str) -> bool:
    """Whether the text has a run of characters of the personal one."""
    length = min(_SHARED, len(personal))
    return any(personal[at : at + length] in text for at in range(len(personal) - length + 1))


def _same(found: Any, value: Any) -> bool:
    if isinstance(found, (list, tuple)) and isinstance(value, (list, tuple)):
        return sorted(map(str, found)) == sorted(map(str, value))
    return bool(found == value)
