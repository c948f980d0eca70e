"""Printing is done apart: whoever kills it, or forgot to install what it needs, stops neither the server nor the next print."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import patient
from tests.serving import Running, Talk, running

from .problem import problem

API = "/api/v1/conversations"
#: What a browser sends that follows a link.
BY_A_LINK = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, few: dict[str, str]) -> Iterator[Running]:
    """A server of its own, whose processes are looked at."""
    with running(tmp_path_factory.mktemp("var"), rasa=False, **few) as started:
        yield started


def workers(server: Running) -> list[int]:
    """The processes that the server started for work apart."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == server.process.pid and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except FileNotFoundError:
            continue
    return found


def ticks(process: int) -> int:
    """How long it has had a processor, in the system's hundredths of a second."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11])


def gone(process: int) -> bool:
    """Whether it has ended; where nobody collects the dead, its number stays."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_print_that_is_killed_is_told_and_the_next_one_comes(server: Running, talk: Talk) -> None:
    talk.say(OPENING)
    # Long enough to be met in the middle.
    talk.edit("operator.business_scope", "".join(chr(0x4E00 + number) for number in range(1900)))
    address = f"{API}/{talk.id}/application.pdf"
    assert talk.http.get(address).status_code == 200
    (worker,) = workers(server)
    before = ticks(worker)
    with ThreadPoolExecutor(1) as applicant:
        asked = applicant.submit(talk.http.get, address)
        while ticks(worker) < before + 5:
            assert not asked.done()
        os.kill(worker, signal.SIGKILL)
        killed = asked.result()
    assert problem(killed, 503)["title"] == "not-printed"
    assert killed.headers["retry-after"].isdigit()
    assert patient.get(f"{server.url}/healthz").status_code == 200
    assert talk.http.get(address).status_code == 200
    assert workers(server) != [worker]


@pytest.fixture
def bare_machine(tmp_path: Path, few: dict[str, str]) -> Iterator[Running]:
    """A server where Pango cannot be loaded and where no font has Chinese characters."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libpango-1.0.so.0").touch()
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>")
    lacking = {"LD_LIBRARY_PATH": str(tmp_path / "lib"), "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    with running(tmp_path / "var", rasa=False, anew=True, **lacking, **few) as started:
        yield started


def test_without_its_libraries_everything_else_goes_on_and_the_worker_goes_with_the_server(
    bare_machine: Running,
) -> None:
    with Talk(bare_machine.url) as talk:
        talk.say(OPENING)
        for name in ("application", "notice"):
            told = problem(talk.http.get(f"{API}/{talk.id}/{name}.pdf"), 503)
            assert told["title"] == "not-printable"
            assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-wqy-microhei" in told["detail"]
            page = talk.http.get(f"{API}/{talk.id}/{name}.pdf", headers=BY_A_LINK)
            assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
            assert told["detail"] in page.text
        assert talk.say("已经办好了")["asking"]
    log = bare_machine.log.read_text("utf-8")
    assert "PDFs cannot be made: libpango-1.0-0 libpangoft2-1.0-0 fonts-wqy-microhei missing" in log
    (worker,) = workers(bare_machine)
    bare_machine.process.terminate()
    bare_machine.process.wait()
    while not gone(worker):
        time.sleep(0.01)
