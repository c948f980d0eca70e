"""A closed loop: each conversation waits for its answer before it says the next thing. Peers take turns, round by round.

In each round one conversation goes alone and gives the times of a turn; then eight go at once and give its CPU. A server
that waits for one client most of the time finds its caches cold and its processor asleep, which measures the machine.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .process import Server

#: Conversations at once.
TOGETHER = 8
#: One conversation: appends the milliseconds of each of its turns.
Conversation = Callable[[list[float]], object]


@dataclass
class Measured:
    """What a peer's rounds cost: server CPU and wall milliseconds of each turn, megabytes.

    Args:
        cpu_rounds: CPU milliseconds a turn, of each round.
        right: how many submissions held what was said, of how many; empty where none was made.
    """

    name: str
    server: Server
    cpu_rounds: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)
    turns: int = 0
    memory_mb: float = 0.0
    right: str = ""

    def run(self, conversations: Sequence[Conversation]) -> None:
        """One round: the first conversation alone, the others together."""
        conversations[0](self.wall_ms)
        before, walls = self.server.cpu(), list[float]()
        with ThreadPoolExecutor(TOGETHER) as pool:
            list(pool.map(lambda converse: converse(walls), conversations[1:]))
        self.cpu_rounds.append((self.server.cpu() - before) * 1000 / len(walls))
        self.turns += len(walls)
        self.memory_mb = self.server.memory()

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of CPU a turn, in the median round."""
        return statistics.median(self.cpu_rounds)

    @property
    def p50(self) -> float:
        """Median milliseconds of a turn."""
        return statistics.median(self.wall_ms)

    @property
    def p95(self) -> float:
        """The slowest twentieth begins here."""
        return statistics.quantiles(self.wall_ms, n=20)[-1]


def ratio(dear: Measured, cheap: Measured) -> float:
    """How many times the CPU of the other a turn of the one costs: the median over rounds run next to each other."""
    return statistics.median(one / other for one, other in zip(dear.cpu_rounds, cheap.cpu_rounds, strict=True))


def timed(act: Callable[[], object], walls: list[float]) -> object:
    """The act's result; its milliseconds are appended."""
    began = time.perf_counter()
    result = act()
    walls.append((time.perf_counter() - began) * 1000)
    return result
