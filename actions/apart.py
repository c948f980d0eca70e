"""Work in a process of its own: whatever goes wrong there, no applicant waits for it. Authors' texts are read like this, PDFs are made."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import resource
import signal
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import BoundedSemaphore
from typing import Any, Final

_LOG: Final = logging.getLogger("daoban.apart")
#: Fork would copy a process full of threads.
_SPAWN: Final = get_context("spawn")


class Told(Exception):
    """What the work has to say about what it was given; any other exception in it is a fault."""


class Overrun(RuntimeError):
    """The work took more than it may, or its process was ended; nothing came of it."""


class Crowded(RuntimeError):
    """Too much waits to be done already."""


class WorkFailed(RuntimeError):
    """The work has a fault; the log tells where."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: ``seconds`` of a processor, ``memory`` bytes of addresses; and how many may wait.

    Args:
        idle: seconds without a call after which the process ends.
    """

    seconds: float = 10
    memory: int = 4 * 1024**3
    waiting: int = 24
    idle: float = 3600


class Apart:
    """An object that lives in another process and does one thing at a time.

    The process starts with the first call; one that ended, for whatever reason, is started anew by the next call.
    """

    def __init__(self, make: Callable[[], Any], limits: Limits | None = None) -> None:
        """``make`` gives the object; it can be pickled, as can what is passed to its methods and what they return."""
        self._make = make
        self._limits = limits or Limits()
        self._room = BoundedSemaphore(self._limits.waiting)
        # One thread, so that calls come in turn, and none of those that applicants' turns are taken on.
        self._thread = ThreadPoolExecutor(1, "apart")
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    async def ask(self, method: str, *args: Any) -> Any:
        """What the object's method returns. Raises Told as it does; Overrun, Crowded, WorkFailed."""
        return await asyncio.wrap_future(self._begin(method, args))

    def call(self, method: str, *args: Any) -> Any:
        """As ``ask``, for who is no coroutine."""
        return self._begin(method, args).result()

    def close(self) -> None:
        """The process is gone; what was waited for is an Overrun."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._process is not None:
            self._process.kill()

    def _begin(self, method: str, args: tuple[Any, ...]) -> Future[Any]:
        if not self._room.acquire(blocking=False):
            raise Crowded(method)
        try:
            begun = self._thread.submit(self._do, method, args)
        except RuntimeError as fault:
            self._room.release()
            raise Overrun(method) from fault
        begun.add_done_callback(lambda _: self._room.release())
        return begun

    def _do(self, method: str, args: tuple[Any, ...]) -> Any:
        try:
            pipe = self._started()
            pipe.send((method, args))
            found, fault, place = pipe.recv()
        except (EOFError, OSError) as gone:
            self._pipe = None
            _LOG.warning("work done apart was ended: %s", method)
            raise Overrun(method) from gone
        if place:
            _LOG.error("work done apart failed: %s: %s\n%s", method, fault, place)
            raise WorkFailed(method)
        if fault is not None:
            raise fault
        return found

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(theirs, self._make, self._limits), daemon=True)
        self._process.start()
        theirs.close()
        return self._pipe


def _work(pipe: Connection, make: Callable[[], Any], limits: Limits) -> None:
    """Answers calls until nobody calls any more. A call that takes too long ends the process, by the system's own timer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    held = make()
    with contextlib.suppress(EOFError, OSError):
        while pipe.poll(limits.idle):
            method, args = pipe.recv()
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
            answer = _answer(held, method, args)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(answer)


def _answer(held: Any, method: str, args: tuple[Any, ...]) -> tuple[Any, Any, str]:
    """What the method returns, or what it tells, or the type of a fault with its place."""
    try:
        return getattr(held, method)(*args), None, ""
    except Told as told:
        return None, told, ""
    except Exception as fault:
        # Its own words may quote what was given: where it happened is told, and of what type it is.
        return None, type(fault).__name__, "".join(traceback.format_tb(fault.__traceback__))
