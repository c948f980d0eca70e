"""What a cluster is made of: fixed when its folder is made, with free ports and secrets of its own."""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Plan:
    """Ports are of 127.0.0.1.

    Args:
        port: where nginx serves. internal: where it passes to the intake alone.
        production: as DAOBAN_ENV says; else there are demo identities.
        rasa: conversations are hosted by Rasa's agent.
    """

    port: int
    internal: int
    postgres: int
    redis: int
    api: tuple[int, ...]
    intake: tuple[int, ...]
    root: str
    production: bool
    rasa: bool
    password: str
    redis_password: str
    data_key: str
    intake_data_key: str
    intake_key: str
    intake_secret: str

    @property
    def url(self) -> str:
        """Where applicants go."""
        return f"http://127.0.0.1:{self.port}"

    def database(self, name: str) -> str:
        """The URL of a database, whose role has its name."""
        return f"postgresql://{name}:{self.password}@127.0.0.1:{self.postgres}/{name}"

    def redis_url(self) -> str:
        """Where what is shared is."""
        return f"redis://:{self.redis_password}@127.0.0.1:{self.redis}/0"


def make_plan(api: int, intake: int, port: int | None, root: Path, *, production: bool, rasa: bool) -> Plan:
    """A plan with ports that are free now; ``port`` None: any."""
    free = _free_ports(4 + api + intake)
    return Plan(
        port=port or free[0], internal=free[1], postgres=free[2], redis=free[3],
        api=tuple(free[4 : 4 + api]), intake=tuple(free[4 + api :]),
        root=str(root.resolve()), production=production, rasa=rasa,
        password=secrets.token_hex(16), redis_password=secrets.token_hex(16),
        data_key=_data_key("applicants"), intake_data_key=_data_key("intake"),
        intake_key=f"daoban_intake_{secrets.token_urlsafe(32)}",
        intake_secret=f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}",
    )  # fmt: skip


def read_plan(folder: Path) -> Plan | None:
    """The folder's plan, or None where it has none."""
    file = folder / "plan.json"
    if not file.exists():
        return None
    told = json.loads(file.read_text())
    return Plan(**{**told, "api": tuple(told["api"]), "intake": tuple(told["intake"])})


def keep_plan(folder: Path, plan: Plan) -> None:
    """The plan is the folder's; it holds secrets, and only its owner reads it."""
    descriptor = os.open(folder / "plan.json", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(asdict(plan), out, indent=1)


def _data_key(name: str) -> str:
    return f"{name}-1:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _free_ports(count: int) -> Sequence[int]:
    """Ports that nobody listens on, all different."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports
