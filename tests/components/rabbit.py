"""A real RabbitMQ, from the system's package, with everything of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.process import free_port

#: Not the one in the path, which runs as a user of its own on the machine's data.
SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server"
USER = "guest"


@contextmanager
def rabbit(folder: Path, port: int) -> Iterator[None]:
    """Serves on the port until the block ends; when the block begins it may still be starting."""
    folder.mkdir(parents=True)
    (folder / "plugins").write_text("[].")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"daoban{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "ERL_EPMD_PORT": str(free_port()),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }
    with (folder / "out.log").open("wb") as out:
        process = subprocess.Popen([SERVER], env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)
        subprocess.run(["epmd", "-kill"], env=environment, capture_output=True, check=False)
