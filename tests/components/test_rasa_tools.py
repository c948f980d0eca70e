"""Rasa's own tools work on the project: train, run with its action server, shell, test."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import patient
from tests.bench.process import Server, free_port, serve
from tests.serving import ROOT

from .conftest import environment, rasa, run

pytestmark = pytest.mark.rasa


@contextmanager
def served(model: Path, var: Path) -> Iterator[Server]:
    """`rasa run --enable-api` beside `rasa run actions`, as the README starts them."""
    port, actions = free_port(), free_port()
    commands = [
        rasa("run", "actions", "--actions", "actions.rasa_actions", "--port", str(actions)),
        rasa(
            "run", "--enable-api", "--model", str(model), "--port", str(port), "--credentials", "credentials.yml",
            "--endpoints", str(endpoints(var, actions)),
        ),
    ]  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    log = var / f"rasa-{port}.log"
    with serve(commands, url, f"{url}/status", environment(var), log, ROOT) as server:
        wait_until(lambda: patient.get(f"http://127.0.0.1:{actions}/health").status_code == 200)
        wait_until(lambda: patient.get(f"{url}/status").json().get("model_file", "") != "")
        yield server


def endpoints(var: Path, port: int) -> Path:
    """The project's endpoints.yml with the action server on another port."""
    file = var / f"endpoints-{port}.yml"
    file.write_text((ROOT / "endpoints.yml").read_text("utf-8").replace("5055", str(port)), "utf-8")
    return file


def wait_until(holds: Any, seconds: float = 60) -> None:
    """Returns once ``holds`` gives True; a server that does not answer yet counts as False."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if holds():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError("not ready")


def say(server: Server, text: str, sender: str = "u1") -> list[dict[str, Any]]:
    """One message over Rasa's REST channel."""
    answer = patient.post(f"{server.url}/webhooks/rest/webhook", json={"sender": sender, "message": text})
    assert answer.status_code == 200
    told: list[dict[str, Any]] = answer.json()
    return told


def words(told: list[dict[str, Any]]) -> str:
    return "\n".join(one["text"] for one in told)


def test_rasa_run_with_its_action_server(model: Path, tmp_path: Path) -> None:
    with served(model, tmp_path) as server:
        opened = say(server, "我想在静安区开一家奶茶店")
        assert "开一家奶茶店" in words(opened)
        assert opened[-1]["buttons"][0]["title"] == "已经办好"
        assert "固定的店面" in words(say(server, "办好了"))
        several = words(say(server, "店名叫阿婆奶茶，南京西路1234号，八十平"))
        assert all(value in several for value in ("阿婆奶茶", "南京西路1234号", "80㎡"))
        assert "5年" in words(say(server, "食品经营许可证的有效期是多久？"))
        for shortcut in ("/restart", "/affirm", '/answer{"area": "9平米"}', '/inform{"a": 1}'):
            assert "固定的店面" in words(say(server, shortcut)), shortcut
        assert "开一家奶茶店" not in words(say(server, "你好", sender="u2"))
        parsed = patient.post(f"{server.url}/model/parse", json={"text": "我要开一家面馆"}).json()
        assert parsed["intent"]["name"] == "choose_noodle_shop"
        tracker = patient.get(f"{server.url}/conversations/u1/tracker").json()
        assert tracker["slots"] == {"session_started_metadata": None}
    with served(model, tmp_path) as again:
        assert "固定的店面" in words(say(again, "还差什么")), "the case store remembers what Rasa's tracker forgot"


def test_rasa_shell(model: Path, tmp_path: Path) -> None:
    """Typed at a terminal, as a person does; Rasa's shell offers the buttons as a list, and Enter takes the first."""
    actions = free_port()
    server = rasa("run", "actions", "--actions", "actions.rasa_actions", "--port", str(actions))
    url = f"http://127.0.0.1:{actions}"
    with serve([server], url, f"{url}/health", environment(tmp_path), tmp_path / "actions.log", ROOT):
        shell = rasa("shell", "--model", str(model), "--endpoints", str(endpoints(tmp_path, actions)))
        master, slave = pty.openpty()
        process = subprocess.Popen(
            shell, cwd=ROOT, env=environment(tmp_path, TERM="xterm"), stdin=slave, stdout=slave, stderr=slave, close_fds=True
        )  # fmt: skip
        os.close(slave)
        try:
            shown = _until(master, "Your input")
            os.write(master, "想开个便利店\n".encode())
            shown = _until(master, "已经办好")
            assert "便利店" in shown
            os.write(master, b"\r")
            assert "已经办好" in _until(master, "吊销过")
        finally:
            process.kill()
            process.wait()
            os.close(master)


def _until(terminal: int, text: str, seconds: float = 90) -> str:
    """What the terminal shows until ``text`` appears; asked where the cursor is, it answers as a terminal does."""
    shown, until = "", time.monotonic() + seconds
    os.set_blocking(terminal, False)
    while time.monotonic() < until:
        try:
            part = os.read(terminal, 65536).decode("utf-8", "replace")
        except BlockingIOError:
            time.sleep(0.05)
            continue
        if "\x1b[6n" in part:
            os.write(terminal, b"\x1b[1;1R")
        shown += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", part)
        if text in shown:
            return shown
    raise AssertionError(f"{text} does not appear in:\n{shown[-2000:]}")


def test_rasa_test(model: Path, tmp_path: Path) -> None:
    results = tmp_path / "results"
    done = run(
        rasa(
            "test", "--model", str(model), "--stories", "tests/rasa", "--nlu", "bot/training", "--domain", "bot/domain.yml",
            "--config", "config.yml", "--out", str(results), "--no-plot",
        ),
        tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "None of the test stories failed" in (results / "failed_test_stories.yml").read_text("utf-8")
    assert (results / "intent_report.json").exists()
    assert not (results / "intent_errors.json").exists(), "a phrase of the acts is not read"
