"""The stock Rasa project under measurement: trained once, served with its action server and SQLite tracker."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps, loads
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

from ..applicant import credit_code, id_number, spoken
from .load import timed
from .process import Server, free_port, serve

HERE = Path(__file__).parent / "stock"


def train(work: Path) -> Path:
    """The trained model; trained only when it is not there yet."""
    model = work / "stock.tar.gz"
    if not model.exists():
        command = [
            sys.executable,
            "-m",
            "rasa",
            "train",
            "--config",
            "config.yml",
            "--domain",
            "domain.yml",
            "--data",
            "data",
        ]
        command += ["--out", str(work), "--fixed-model-name", "stock"]
        subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    return model


def conversation(seed: int) -> tuple[list[str], dict[str, Any]]:
    """Twenty turns with values of their own, and what must arrive."""
    rng = random.Random(seed)
    area, corrected, heads, money = rng.randint(30, 90), rng.randint(101, 149), rng.randint(2, 9), rng.randint(10, 90)
    identity, code, phone = id_number(rng), credit_code(rng, "91310106"), f"138{rng.randint(10_000_000, 99_999_999)}"
    shop, road, boss, officer = f"阿婆{seed}号奶茶", f"静安区南京西路{rng.randint(100, 1999)}号", "张伟", "李娜"
    turns = [
        "我想在静安区开一家奶茶店", f"店名叫{shop}", road, f"{spoken(area)}平米", "有堂食", "做外卖", "是的，现制现售", "不做裱花",
        "食品经营许可证的有效期是多久？", f"{spoken(heads)}个人", boss, identity, phone, code, officer, "早上九点到晚上十点",
        f"2027年{rng.randint(1, 12)}月8日", f"{spoken(money)}万元", f"面积改成{spoken(corrected)}平米", "确认提交",
    ]  # fmt: skip
    expected = {
        "shop_name": shop, "address": road, "area": corrected, "dine_in": True, "takeout": True, "made_fresh": True,
        "decorate": False, "headcount": heads, "legal_person": boss, "id_number": identity, "phone": phone,
        "credit_code": code, "safety_manager": officer, "investment": money * 10000,
    }  # fmt: skip
    return turns, expected


class Desk:
    """Takes submissions and keeps them, as the intake of the stock project."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                desk.received.append(loads(self.rfile.read(int(self.headers["Content-Length"]))))
                body = dumps({"receipt": f"S{len(desk.received):06d}"}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/submit"
        Thread(target=self._server.serve_forever, daemon=True).start()


@contextmanager
def stock(work: Path, desk: Desk) -> Iterator[Server]:
    """`rasa run` and its action server."""
    model, port, actions = train(work), free_port(), free_port()
    tracker = work / "tracker.db"
    tracker.unlink(missing_ok=True)
    env = {
        "STOCK_ACTION_PORT": str(actions),
        "STOCK_TRACKER_DB": str(tracker),
        "STOCK_SUBMIT_URL": desk.url,
        "PYTHONPATH": str(HERE),
    }
    rasa = [sys.executable, "-m", "rasa", "run", "--model", str(model), "--endpoints", str(HERE / "endpoints.yml")]
    rasa += ["--credentials", str(HERE / "credentials.yml"), "--port", str(port), "--enable-api"]
    action_server = [sys.executable, "-m", "rasa_sdk", "--actions", "actions.actions", "--port", str(actions)]
    url = f"http://127.0.0.1:{port}"
    with serve([rasa, action_server], url, f"{url}/status", env, work / "stock.log", HERE) as server:
        yield server


class Stock:
    """Converses with the stock project and counts the submissions that hold what was said."""

    def __init__(self, server: Server, desk: Desk) -> None:
        self.server = server
        self._desk = desk
        self._expected: list[dict[str, Any]] = []
        # The server says it is up before its agent is; one message makes sure.
        httpx.post(f"{server.url}/webhooks/rest/webhook", json={"sender": "warm", "message": "你好"}, timeout=120)

    def converse(self, seed: int, walls: list[float]) -> None:
        """Twenty turns of one conversation."""
        turns, wanted = conversation(seed)
        self._expected.append(wanted)
        with httpx.Client(base_url=self.server.url, timeout=60) as client:
            for said in turns:
                body = {"sender": f"s{seed}", "message": said}
                timed(lambda body=body: client.post("/webhooks/rest/webhook", json=body), walls)  # type: ignore[misc]

    def right(self) -> str:
        """Right submissions, of all conversations."""
        held = sum(any(_holds(got, wanted) for got in self._desk.received) for wanted in self._expected)
        return f"{held}/{len(self._expected)}"


def _holds(got: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(got.get(name) == value for name, value in wanted.items())
