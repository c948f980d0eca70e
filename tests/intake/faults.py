"""Hands in many applications through faults: python -m tests.intake.faults --submissions 10000. Ends with 1 if any is amiss."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .hand_off import hand_off


def main() -> int:
    """Prints what it came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=0.3, help="of requests that meet a fault")
    parser.add_argument("--lives", type=float, default=3.0, help="seconds that a worker lives at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hand-off-") as folder:
        done = hand_off(Path(folder), given.submissions, seed=given.seed, share=given.share, lives=given.lives)
    print(f"{done.submissions} applications in {done.seconds:.0f} s ({done.cpu:.0f} s of CPU), {done.tries} tries")
    print(f"worker killed {done.worker_kills} times, intake {done.intake_kills} times")
    print("faults: " + ", ".join(f"{name} {count}" for name, count in done.faults.items()))
    for line in done.wrong[:50]:
        print(line)
    print(f"{len(done.wrong)} amiss" if done.wrong else "each is at intake once, as it was handed in, with its receipt")
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
