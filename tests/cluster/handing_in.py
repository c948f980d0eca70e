"""A worker in a process of its own, until nothing is left to hand in: python -m tests.cluster.handing_in DATABASE FILE.

It writes down each key that it handed in.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.cipher import Cipher
from actions.database import open_engine
from actions.gateways.memory import MemorySubmission
from actions.local_time import now
from actions.ports import Receipt
from tests.actions.office import open_office

KEY = b"1" * 32


@dataclass
class Noting(MemorySubmission):
    """The shipped desk in memory, which notes what reaches it."""

    file: Path | None = None

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Any]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Any]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """As the desk does; its key is on a line of the file."""
        if self.file is not None:
            with self.file.open("a") as out:
                out.write(f"{key}\n")
        return await super().submit(key, applications, materials, provenance, scenario)


async def work(url: str, file: Path) -> None:
    """Nothing waits any more."""
    engine = open_engine(url)
    office = open_office(engine, Cipher({"k1": KEY}, "k1"), now)
    worker = office.worker(Noting(now, file=file))
    while office.outbox.waiting():
        await worker.run_once()
    engine.dispose()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
