"""Which of somebody's messages are taken together, and how long is waited for more of them.

People write one sentence in several messages, and what they send within a moment may arrive in another order than it was sent in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from .inbound import Push, Text

#: Whether words are no part of a sentence, as those of the channel's own.
Alone = Callable[[str], bool]
#: Seconds without another message after which words are taken, unless an office sets others.
PAUSE: Final = 1.0
#: So many times as long, and they are taken in any case; and the same for what is no words, where only the order may be wrong.
_LONGEST: Final = 2.0
_BRIEF: Final = 0.5
#: Characters of messages that are taken together.
_MOST: Final = 500
#: The number or the letter of a choice is an answer by itself.
_NUMBER: Final = re.compile(r"(?:\d{1,2}|[A-Za-z])[.。、]?")
_ENDS: Final = re.compile(r"[。！？!?；;，,、：:…~～]$")


def is_part(push: Push, alone: Alone) -> bool:
    """Whether the push may be part of a sentence: typed, no number of a choice, and no words that stand alone."""
    content = push.content
    if not isinstance(content, Text) or content.menu:
        return False
    words = content.words.strip()
    return bool(words) and not alone(words) and not _NUMBER.fullmatch(words)


def parts(pushes: Sequence[Push], alone: Alone) -> int:
    """How many of the pushes, from the first on, are taken together: at least one."""
    count, size = 0, 0
    for push in pushes:
        size += len(push.content.words) if isinstance(push.content, Text) else 0
        if not is_part(push, alone) or size > _MOST:
            break
        count += 1
    return max(count, 1)


def pause(pushes: Sequence[Push], arrived: Sequence[float], now: float, alone: Alone, seconds: float = PAUSE) -> float:
    """Seconds to wait for more before the first pushes are taken; 0 or less: none.

    Args:
        arrived: when each of them did, on the clock of ``now``.
        seconds: without another message, after which words are taken; twice as many in any case, half as many where there are none.
    """
    if not is_part(pushes[0], alone):
        return arrived[0] + _BRIEF * seconds - now
    count = parts(pushes, alone)
    if count < len(
        pushes
    ):  # something else was sent after them, so that no more of the sentence comes but what is late
        return max(arrived) + _BRIEF * seconds - now
    return min(max(arrived) + seconds, min(arrived) + _LONGEST * seconds) - now


def joined(pushes: Sequence[Push]) -> Push:
    """The first push, with the words of all of them and the time of the last. One alone is as it was."""
    words = [push.content.words.strip() for push in pushes if isinstance(push.content, Text)]
    if len(pushes) == 1:
        return pushes[0]
    # As one sentence: a mark between messages where their writer set none.
    told = "".join(one if _ENDS.search(one) else f"{one}，" for one in words[:-1]) + words[-1]
    return replace(pushes[0], at=pushes[-1].at, content=Text(told))
