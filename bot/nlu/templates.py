"""Templates of phrases: ``(a|b)`` is one of them, ``[a|b]`` one of them or nothing, ``{name}`` a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Final, Union

#: Plain phrases that one template may stand for; more is an author's mistake.
MOST: Final = 6_000
_SLOT: Final = re.compile(r"\{([a-z]+)\}")
_CLOSING: Final = {"(": ")", "[": "]"}

#: A plain text, or the alternatives of a group, each a sequence of its own.
Part = Union[str, "tuple[Sequence_, ...]"]
Sequence_ = tuple[Part, ...]


def parse(template: str) -> Sequence_:
    """The template as texts and groups. An optional group has the empty sequence among its alternatives.

    Raises:
        ValueError: brackets do not match.
    """
    sequence, at = _sequence(template, 0, "")
    if at != len(template):
        raise ValueError(f"template {template!r}: {template[at]!r} at {at} closes nothing")
    return sequence


def expand(template: str) -> tuple[str, ...]:
    """All plain phrases of a template without slots.

    Raises:
        ValueError: it has a slot, its brackets do not match, or it stands for more than 6,000 phrases.
    """
    if _SLOT.search(template):
        raise ValueError(f"template {template!r} has a slot")
    phrases = _expand(parse(template))
    if len(phrases) > MOST:
        raise ValueError(f"template {template!r} stands for {len(phrases)} phrases")
    return tuple(dict.fromkeys(phrases))


def pattern(template: str, slots: Mapping[str, str]) -> str:
    """The regular expression of a template; ``slots`` gives the expression of each slot.

    Raises:
        KeyError: the template has another slot.
    """
    return _pattern(parse(template), slots)


def _sequence(template: str, at: int, closing: str) -> tuple[Sequence_, int]:
    parts: list[Part] = []
    text = at
    while at < len(template) and template[at] != closing and not (closing and template[at] == "|"):
        if template[at] in _CLOSING:
            if at > text:
                parts.append(template[text:at])
            group, at = _group(template, at)
            parts.append(group)
            text = at
        elif template[at] in ")]":
            break
        else:
            at += 1
    if at > text:
        parts.append(template[text:at])
    return tuple(parts), at


def _group(template: str, at: int) -> tuple[tuple[Sequence_, ...], int]:
    opening = template[at]
    closing = _CLOSING[opening]
    alternatives: list[Sequence_] = []
    while True:
        sequence, at = _sequence(template, at + 1, closing)
        alternatives.append(sequence)
        if at >= len(template) or template[at] not in ("|", closing):
            raise ValueError(f"template {template!r}: {opening!r} is not closed")
        if template[at] == closing:
            break
    if opening == "[":
        alternatives.append(())
    return tuple(alternatives), at + 1


def _expand(sequence: Sequence_) -> list[str]:
    choices = [
        [part] if isinstance(part, str) else [phrase for alternative in part for phrase in _expand(alternative)]
        for part in sequence
    ]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > MOST:
        raise ValueError(f"a template stands for {size} phrases")
    return ["".join(parts) for parts in product(*choices)]


def _pattern(sequence: Sequence_, slots: Mapping[str, str]) -> str:
    parts: list[str] = []
    for part in sequence:
        if isinstance(part, str):
            texts = _SLOT.split(part)
            named = [slots[name] for name in texts[1::2]]
            parts.extend(text for pair in zip(map(re.escape, texts[::2]), [*named, ""], strict=True) for text in pair)
        else:
            # the longest first: a slot after the group must not swallow the rest of an alternative
            alternatives = sorted((_pattern(alternative, slots) for alternative in part), key=len, reverse=True)
            parts.append("(?:" + "|".join(alternatives) + ")")
    return "".join(parts)
