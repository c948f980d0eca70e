"""This project under measurement: `daoban serve` as it ships, with Rasa, SQLite and its intake."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from ..applicant import Applicant, spoken
from ..serving import ROOT, Talk
from .load import timed
from .process import Server, free_port, serve

#: What this applicant says where the first option or a plain no would not do.
SAYS = {
    "licence_state": "已经办好了", "place_kind": "固定店面", "premises.subdistrict": "南京西路街道", "drinks": "冲泡奶茶",
    "staff.total": "六个人", "staff.need_health_cert": "两个人", "operator.established_on": "2025年3月8日", "policies": "全部",
    "declarations.truthful": "我承诺", "declarations.no_ban": "我承诺", "declarations.e_delivery": "同意",
    "declarations.bright_kitchen": "同意", "premises.food_handling_area": "二十平",
}  # fmt: skip


@contextmanager
def ours(work: Path) -> Iterator[Server]:
    """The server on a fresh data folder."""
    port = free_port()
    command = [sys.executable, "-c", "from bot.cli import app; app()", "serve", "--port", str(port)]
    env = {"DAOBAN_VAR": str(work / f"ours-{port}"), "PYTHONPATH": str(ROOT)}
    url = f"http://127.0.0.1:{port}"
    with serve([command], url, f"{url}/readyz", env, work / "ours.log") as server:
        yield server


def twenty_turns(url: str, seed: int, walls: list[float]) -> None:
    """The first twenty turns of a conversation that stops there."""
    begun(url, seed, walls).http.close()


def begun(url: str, seed: int, walls: list[float]) -> Talk:
    """The first twenty turns of a 饮品店: answers, several at once, a policy question, a correction."""
    talk = Talk(url).begin()
    applicant = Applicant(seed, says=dict(SAYS))
    area = 30 + seed % 60
    script: list[str | None] = [
        "我想在静安区开一家奶茶店", None, None, None,
        f"店名叫阿婆{seed}号奶茶，静安区南京西路{100 + seed}号，{spoken(area)}平", None, None, None,
        "食品经营许可证的有效期是多久？", None, None, None, None, None, None, None, None, None,
        f"面积改成{spoken(area + 30)}平米", None,
    ]  # fmt: skip
    for line in script:
        text = line if line is not None else applicant.reply(talk.last["asking"])
        timed(lambda said=text: talk.say(said), walls)  # type: ignore[misc]
    return talk


def to_the_receipt(url: str, seed: int, walls: list[float]) -> bool:
    """A whole application; whether intake holds what this applicant said."""
    talk = begun(url, seed, walls)
    applicant = Applicant(seed + 10_000, says=dict(SAYS))
    while (asking := talk.last["asking"])["kind"] != "review":
        text = "对" if asking["kind"] == "confirm" else applicant.reply(asking)
        timed(lambda said=text: talk.say(said), walls)  # type: ignore[misc]
    timed(lambda: talk.say("确认提交"), walls)
    fields = talk.fields()
    held = talk.last["case"].get("receipt") is not None
    expected = {
        "/operator/name": f"阿婆{seed}号奶茶",
        "/premises/lane_no": f"{100 + seed}号",
        "/premises/total_area": 60 + seed % 60,
    }
    talk.http.close()
    return held and all(fields[pointer]["value"] == value for pointer, value in expected.items())


def growth(url: str, marks: tuple[int, ...]) -> dict[int, float]:
    """Median milliseconds of a turn in the twenty turns before each mark, in one long conversation."""
    talk = Talk(url).begin()
    talk.say("我想在静安区开一家奶茶店")
    talk.say("已经办好了")
    walls: list[float] = []
    for turn in range(marks[-1]):
        text = "食品经营许可证的有效期是多久？" if turn % 4 == 3 else f"面积改成{40 + turn % 50}平米"
        timed(lambda said=text: talk.say(said), walls)  # type: ignore[misc]
    talk.http.close()
    return {mark: sorted(walls[mark - 20 : mark])[10] for mark in marks}


def bare_turns(url: str, seed: int, walls: list[float]) -> None:
    """Twenty requests to the bare endpoint, over one connection as well."""
    with httpx.Client(base_url=url) as client:
        for turn in range(20):
            message: dict[str, Any] = {"sender": f"s{seed}", "message": f"第{turn}句"}
            timed(lambda said=message: client.post("/chat", json=said), walls)  # type: ignore[misc]
