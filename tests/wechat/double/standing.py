"""What answers in a thread of its own, for tests that have no event loop: the double, or any other app."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn
from starlette.applications import Starlette

from tests.patient import PATIENCE

from .double import Double
from .playing import address, listening, routes


@contextlib.contextmanager
def standing(app: Starlette, **more: Any) -> Iterator[str]:
    """The app at an address of this machine. ``more``: uvicorn's settings."""
    with listening() as listens:
        settings = uvicorn.Config(app, log_level="warning", ws="none", date_header=False, **more)
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, args=([listens],), daemon=True)
        thread.start()
        for _ in range(PATIENCE * 100):
            if server.started:
                break
            threading.Event().wait(0.01)
        else:
            raise TimeoutError("nothing stands there")
        try:
            yield address(listens).replace("http", "https" if more else "http", 1)
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@contextlib.contextmanager
def standing_double(double: Double) -> Iterator[str]:
    """The double's interface at an address of this machine."""
    with standing(Starlette(routes=routes(double))) as url:
        yield url
