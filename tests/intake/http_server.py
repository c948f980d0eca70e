"""A real HTTP server on a port of its own, for as long as a test needs it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


@contextmanager
def serving(app: Any, port: int = 0) -> Iterator[str]:
    """The application answers at the address given, until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        host, bound = server.servers[0].sockets[0].getsockname()[:2]
        yield f"http://{host}:{bound}"
    finally:
        server.should_exit = True
        thread.join()
