"""A model trained by Rasa itself, and Rasa's own commands as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT


def rasa(*arguments: str) -> list[str]:
    """A `rasa` command line of this environment."""
    return [sys.executable, "-m", "rasa", *arguments]


def environment(var: Path, **more: str) -> dict[str, str]:
    """As the README has it: the project on the path, data elsewhere, nothing sent to anybody."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "DAOBAN_VAR": str(var), "RASA_TELEMETRY_ENABLED": "false", **more}


def run(arguments: list[str], var: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The finished command; its output is text."""
    return subprocess.run(
        arguments, cwd=ROOT, env=environment(var, **more), capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `rasa train` makes of the project."""
    folder = tmp_path_factory.mktemp("model")
    arguments = ["train", "--domain", "bot/domain.yml", "--data", "bot/training", "--config", "config.yml"]
    done = run(rasa(*arguments, "--out", str(folder), "--fixed-model-name", "model"), folder)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "model.tar.gz"
