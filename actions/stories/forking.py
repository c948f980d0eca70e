"""Work on numbered things, spread over processes that are copies of this one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

#: What the copies work on: definitions hold functions, which cannot be sent to another process.
_WORK: list[Callable[[int], Any]] = []


def each(work: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """The results for 0 to ``count`` - 1, in order; in this process alone where it cannot be copied or one job is enough."""
    if jobs < 2 or count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from (work(number) for number in range(count))
        return
    _WORK.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, count)) as pool:
            yield from pool.imap(_one, range(count))
    finally:
        _WORK.pop()


def _one(number: int) -> Any:
    return _WORK[-1](number)
