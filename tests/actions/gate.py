"""A gate on the way to the intake: it can hold a request or an answer while somebody dies."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from enum import Enum


class Point(Enum):
    """Where the first request is held."""

    REQUEST = "the request has not reached intake"
    HALF_REQUEST = "intake has half of the request"
    TAKEN = "intake has the whole request"
    ANSWER = "intake has answered, the worker does not know"
    HALF_ANSWER = "the worker has half of the answer"
    DELIVERED = "the worker has the answer"
    NOWHERE = "it is not held"


class Gate:
    """Forwards HTTP between worker and intake; holds the first request at a point until ``go_on`` is set.

    A held request or answer is then sent on all the same: what is on the wire arrives, whoever died meanwhile.
    """

    def __init__(self, port: int, hold: Point = Point.NOWHERE) -> None:
        self.port = port
        self.reached, self.go_on = threading.Event(), threading.Event()
        self._hold: Point | None = hold
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def hold(self, at: Point) -> None:
        """The next request is held there."""
        self.reached.clear()
        self.go_on.clear()
        self._hold = at

    def close(self) -> None:
        """No more connections."""
        self.go_on.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            while request := _message(client):
                with socket.create_connection(("127.0.0.1", self.port)) as intake:
                    self._exchange(client, intake, request)

    def _exchange(self, client: socket.socket, intake: socket.socket, request: bytes) -> None:
        self._at(Point.REQUEST)
        self._in_halves(intake, request, Point.HALF_REQUEST)
        self._at(Point.TAKEN)
        answer = _message(intake)
        if not answer:
            raise ConnectionError("intake went away")  # and so does the worker's connection
        self._at(Point.ANSWER)
        self._in_halves(client, answer, Point.HALF_ANSWER)
        self._at(Point.DELIVERED)

    def _in_halves(self, to: socket.socket, message: bytes, between: Point) -> None:
        to.sendall(message[: len(message) // 2])
        self._at(between)
        to.sendall(message[len(message) // 2 :])

    def _at(self, point: Point) -> None:
        if self._hold is point:
            self._hold = None
            self.reached.set()
            self.go_on.wait()


def _message(source: socket.socket) -> bytes:
    """One whole HTTP/1.1 message with a Content-Length; empty when the other side closed."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = source.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0]) - len(body) if lengths else 0
    while missing > 0:
        part = source.recv(65536)
        if not part:
            return b""
        data, missing = data + part, missing - len(part)
    return data
