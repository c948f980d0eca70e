"""Hands in many applications through faults, on the way to intake and back. Ends with 1 if anything is amiss."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from .hand_off import Outcome, hand_off


def main() -> int:
    """Prints what it came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.intake.faults", description=__doc__)
    parser.add_argument(
        "--submissions", type=int, default=10_000, help="each one application, or a bundle of two or three"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=0.3, help="of requests that meet a fault, on both ways")
    parser.add_argument("--lives", type=float, default=3.0, help="seconds after which a process is killed, at most")
    parser.add_argument(
        "--cluster", action="store_true", help="several processes of each side, as scripts/cluster starts them"
    )
    given = parser.parse_args()
    # What is killed is missed by others, as it is meant to be.
    logging.disable(logging.CRITICAL)
    if given.cluster:
        from tests.cluster.fault_site import hand_off_in_cluster
        from tests.some_shops import SEVEN

        return tell(
            hand_off_in_cluster(
                SEVEN, given.submissions, seed=given.seed, share=given.share, lives=given.lives, too_late=16.0
            )
        )
    with tempfile.TemporaryDirectory(prefix="hand-off-") as folder:
        done = hand_off(Path(folder), given.submissions, seed=given.seed, share=given.share, lives=given.lives)
    return tell(done)


def tell(done: Outcome) -> int:
    """Prints it; 1 if anything is amiss."""
    print(
        f"{done.submissions} submissions, {done.applications} applications in {done.seconds:.0f} s"
        f"{f' ({done.cpu:.0f} s of CPU)' if done.cpu else ''},"
        f" {done.tries} tries, {done.cut} of the submissions in more than one"
    )
    for what, counted in (("killed", done.kills), ("handing in", done.handing_in), ("telling", done.telling)):
        print(f"{what}: " + ", ".join(f"{name} {count}" for name, count in counted.items()))
    for line in done.wrong[:50]:
        print(line)
    print(
        f"{len(done.wrong)} amiss"
        if done.wrong
        else "each is at intake once, in its right state; both sides know the same, told once"
    )
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
