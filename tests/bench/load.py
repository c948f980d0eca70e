"""A closed loop: each conversation waits for its answer before it says the next thing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .process import Server


@dataclass
class Measured:
    """What a run cost: milliseconds of server CPU per turn, wall milliseconds of each turn, megabytes."""

    name: str
    turns: int = 0
    cpu_ms: float = 0.0
    wall_ms: list[float] = field(default_factory=list)
    memory_mb: float = 0.0
    started_s: float = 0.0
    right: str = ""

    @property
    def p50(self) -> float:
        """Median milliseconds of a turn."""
        return statistics.median(self.wall_ms)

    @property
    def p95(self) -> float:
        """The slowest twentieth begins here."""
        return statistics.quantiles(self.wall_ms, n=20)[-1]


def measure(name: str, server: Server, conversations: Sequence[Callable[[list[float]], None]]) -> Measured:
    """Runs the conversations one after the other; each appends the milliseconds of its turns to the list it is given."""
    conversations[0]([])  # the first pays for what is loaded late
    found = Measured(name, started_s=server.started)
    before = server.cpu()
    for converse in conversations[1:]:
        converse(found.wall_ms)
    found.turns = len(found.wall_ms)
    found.cpu_ms = (server.cpu() - before) * 1000 / found.turns
    found.memory_mb = server.memory()
    return found


def timed(act: Callable[[], object], walls: list[float]) -> object:
    """The act's result; its milliseconds are appended."""
    began = time.perf_counter()
    result = act()
    walls.append((time.perf_counter() - began) * 1000)
    return result
