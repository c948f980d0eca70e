"""What one turn missed: words that were not understood, refused, led nowhere, or read as something they did not mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.engine import Address, Case, Turn
from bot.engine.case import AwaitAct, AwaitChange, AwaitValue
from bot.engine.checking import KNOWN
from bot.engine.commands import Answer, Correct, Propose, Reject, Unknown
from bot.engine.confirming import REVIEW
from bot.engine.events import ChangeApplied, Event, Notice, NotInformed, Previewed, Rejected

#: Kinds of misses, as authors read them.
KINDS: Final = {
    "not_understood": "没听懂",
    "refused": "没接受",
    "not_routed": "不知道办什么",
    "no_answer": "政策问题没有答案",
    "corrected": "可能听错了",
    "misheard": "工作人员说理解错了",
}
#: Places that are no fact of the dictionary.
ROUTING: Final = "routing"
CONFIRM: Final = "confirm"
PLACES: Final = {ROUTING: "还没有定下办什么事", CONFIRM: "请申请人确认时", REVIEW.fact: "最后核对时"}
#: Texts in which nothing was said: nothing is to be learnt from them.
_NOTHING_SAID: Final = frozenset({"empty", "no_text", "prompt"})
#: Refusals that are no matter of words.
_NOT_WORDS: Final = ("budget.", "answer.not_relevant", "answer.no_place", "answer.computed")


@dataclass(frozen=True, slots=True)
class Miss:
    """One miss of one turn.

    Args:
        question: a fact's id, or one of PLACES.
        said: the words, as they came: not to be kept before they are scrubbed.
        facts: every fact that the turn or its question touches; a personal one among them keeps the words from being kept.
    """

    scenario: str
    version: str
    question: str
    kind: str
    said: str
    facts: frozenset[str]


def misses_of(before: Case, turn: Turn, events: tuple[Event, ...]) -> tuple[Miss, ...]:
    """The misses of a turn, none twice: only an applicant's own words count, neither buttons nor a clerk's."""
    if turn.source != "said" or turn.actor != "applicant" or turn.report is not None:
        return ()
    facts = frozenset((*_touched(before), *_named(turn)))
    found = dict.fromkeys(
        Miss(before.scenario or "", before.version, question, kind, said, facts | _fact(question))
        for question, kind, said in (*_unread(before, turn, events), *_misread(before, turn, events))
    )
    return tuple(found)


def _unread(before: Case, turn: Turn, events: tuple[Event, ...]) -> Iterator[tuple[str, str, str]]:
    unknown = next((one.reason for one in turn.commands if isinstance(one, Unknown)), None)
    where = _where(before)
    if unknown in _NOTHING_SAID:
        return
    if unknown is not None or any(isinstance(one, Notice) and one.text.startswith("unclear.") for one in events):
        yield where, "not_routed" if where == ROUTING else "not_understood", turn.raw
    for event in events:
        if isinstance(event, Rejected) and event.address is not None:
            if not event.rejection.code.startswith(_NOT_WORDS):
                yield event.address.fact, "refused", turn.raw
        elif isinstance(event, NotInformed):
            yield where, "no_answer", turn.raw


def _misread(before: Case, turn: Turn, events: tuple[Event, ...]) -> Iterator[tuple[str, str, str]]:
    """What the turn before took and this one takes back; the words are those of the turn before."""
    top = before.stack[-1] if before.stack else None
    if isinstance(top, AwaitValue) and any(isinstance(one, Reject) for one in turn.commands):
        yield top.address.fact, "corrected", top.stored.raw
    for address in _changed(before, turn, events):
        stored = before.answers.get(address.key)
        if stored is not None and stored.turn == before.seq and stored.source == "said":
            yield address.fact, "corrected", stored.raw


def _changed(before: Case, turn: Turn, events: tuple[Event, ...]) -> Iterator[Address]:
    last = Address.parse(before.order[-1]) if before.order else None
    for command in turn.commands:
        if isinstance(command, Correct) and (address := command.address or last) is not None:
            yield address
    for event in events:
        if isinstance(event, ChangeApplied):
            yield from event.addresses
        elif isinstance(event, Previewed):
            yield from (address for address, _, _ in event.changes)


def _where(case: Case) -> str:
    """What the applicant was looking at."""
    top = case.stack[-1] if case.stack else None
    if isinstance(top, AwaitValue):
        return top.address.fact
    if isinstance(top, (AwaitChange, AwaitAct)) or (case.asked is not None and case.asked.address == KNOWN):
        return CONFIRM
    if case.scenario is None:
        return ROUTING
    return case.asked.address.fact if case.asked is not None else CONFIRM


def _touched(case: Case) -> Iterator[str]:
    """The facts that wait for a reply: whatever is said may be about them."""
    if case.asked is not None:
        yield case.asked.address.fact
    for frame in case.stack:
        if isinstance(frame, AwaitValue):
            yield frame.address.fact
        elif isinstance(frame, AwaitChange):
            yield from (one.address.fact for one in frame.changes)


def _named(turn: Turn) -> Iterator[str]:
    for command in turn.commands:
        if isinstance(command, (Answer, Propose, Correct)) and command.address is not None:
            yield command.address.fact
            yield from command.parts


def _fact(question: str) -> frozenset[str]:
    return frozenset() if question in PLACES else frozenset({question})
