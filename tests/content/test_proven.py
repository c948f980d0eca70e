"""The published scenarios are proven by their stories: every question, both sides of every condition, most small mistakes.

Mistakes are planted into every eighth scenario here, a third of them, always the same; `daoban test --min-score 85` plants them all into
all.
"""

from __future__ import annotations

from tests import warm

from .published import SCENARIOS, eighth

NAMES = [file.stem for file in SCENARIOS]


def printed(*arguments: str) -> str:
    """What `daoban test` prints, where it finds nothing wrong."""
    done = warm.run("test", *arguments, timeout=1800)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_stories_come_to_every_question_and_branch() -> None:
    told = printed("--min-questions", "100", "--min-branches", "100")
    assert len(NAMES) >= 7
    assert [name for name in NAMES if f"{name}（" not in told] == []


def test_stories_notice_most_mistakes() -> None:
    chosen = [name for name in NAMES if eighth(name) == 1]
    assert len(chosen) > len(NAMES) / 12
    told = printed(*chosen, "--min-score", "85", "--sample", "34")
    assert [name for name in chosen if f"{name}：改错" not in told] == []
