"""What a print takes, of the longest applications of all themes: `python -m tests.bench.printing`.

Each way is measured in a process of its own: with the library that takes from a font only what is used, and as if it were not there.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from actions.rehearsal import Rehearsal
from actions.stories.situation import at_nine
from api.printing import needs
from api.printing.application import told_application
from api.printing.notice import told_notice
from api.printing.printer import Printer
from bot.catalog import load
from bot.nlu import Understander
from tests.content.published import ROOT, read

STORY, TODAY = "homestay_all-longest.yml", date(2026, 11, 29)
QUICK = "libharfbuzz-subset.so.0"
ROUNDS = 7


def main() -> None:
    """Prints seconds of the first print of a process, which loads everything, and of those after it."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.write_bytes(pickle.dumps(documents()))
        (Path(folder) / "without").mkdir()
        (Path(folder) / "without" / QUICK).touch()
        for name, lacking in (("as it is", {}), ("without it", {"LD_LIBRARY_PATH": f"{folder}/without"})):
            print(f"{name}:", flush=True)
            subprocess.run(
                [sys.executable, "-W", "ignore", "-m", __spec__.name, str(told)],
                env={**os.environ, **lacking},
                check=True,
            )


def documents() -> dict[str, dict[str, Any]]:
    """What the templates show of the story's end."""
    catalog = load(ROOT, today=TODAY)
    applicant = Rehearsal(catalog, Understander(catalog), lambda: at_nine(TODAY))
    for turn in read(ROOT / "scenarios" / "stories" / STORY)["turns"]:
        state = applicant.say(turn["say"])
    release = catalog.current[state["case"]["scenario"]]
    return {
        "application": told_application(catalog, release, state, TODAY),
        "notice": told_notice(catalog, release, state, TODAY),
    }


def measure(told: dict[str, dict[str, Any]]) -> None:
    """Prints what this process takes."""
    print("  missing:", *needs.missing(), *needs.slowing())
    printer = Printer()
    for name, one in told.items():
        walls, processor, size = [], [], 0
        for _ in range(ROUNDS):
            wall, own = time.perf_counter(), time.process_time()
            size = len(printer.pdf(f"{name}.html", one))
            walls.append(time.perf_counter() - wall)
            processor.append(time.process_time() - own)
        print(f"  {name}: first {walls[0]:.2f} s, then {median(walls[1:]):.2f} s", end=" ")
        print(f"({median(processor[1:]):.2f} s of a processor), {size // 1024} KB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(pickle.loads(Path(sys.argv[1]).read_bytes()))  # written by main just before
    else:
        main()
