"""The published scenarios are proven by their stories: every question, both sides of every condition, most small mistakes.

Of the mistakes a third is tried here, always the same; `daoban test --min-score 85` tries them all, in ten minutes.
"""

from __future__ import annotations

import subprocess
import sys

from .published import ROOT, SCENARIOS


def test_stories_come_to_every_question_and_branch_and_notice_most_mistakes() -> None:
    command = [sys.executable, "-m", "bot.cli", "test", "--min-questions", "100", "--min-branches", "100"]
    done = subprocess.run(
        [*command, "--min-score", "85", "--sample", "34"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    scenarios = [file.stem for file in SCENARIOS]
    assert len(scenarios) >= 7
    for name in scenarios:
        assert f"{name}（" in done.stdout  # its coverage
        assert f"{name}：改错" in done.stdout  # its score
