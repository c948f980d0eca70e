"""JSON lines in, JSON lines out: one line answered, and flushed, before the next is read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

Json = dict[str, Any]

#: Bytes of one line; a longer one is refused without being held in memory.
LONGEST: Final = 100_000


class Malformed(ValueError):
    """The line is not in the agreed form."""


def answer_lines(answer: Callable[[Json], Json], refuse: Callable[[], Json]) -> None:
    """Standard output has one line for each line of standard input; ``refuse`` answers lines that cannot be read."""
    for line in _lines():
        try:
            reply = answer(_object(line))
        except Malformed:
            reply = refuse()
        sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False, default=list).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def text_of(line: Json, key: str) -> str:
    """The text under ``key``. Raises Malformed when there is none."""
    value = line.get(key)
    if not isinstance(value, str):
        raise Malformed(key)
    return value


def _lines() -> Iterator[bytes]:
    """Lines without the empty ones; of a line that is too long only its first part, which is no JSON."""
    while line := sys.stdin.buffer.readline(LONGEST):
        whole = line.endswith(b"\n")
        rest = line
        while not whole and rest:
            rest = sys.stdin.buffer.readline(LONGEST)
            whole = rest.endswith(b"\n")
        if line.strip():
            yield line


def _object(line: bytes) -> Json:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(value, dict):
        raise Malformed
    return value
