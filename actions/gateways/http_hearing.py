"""Speech made into words by a service that speaks the usual interface of transcriptions (OpenAI-compatible), which an office runs itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import httpx
import orjson

from ..ports import Unavailable

#: Bytes of an answer: what is said within a minute has some hundred characters.
_LARGEST: Final = 64 * 1024
#: Characters that are taken of it, as of anything that is typed.
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class HttpHearing:
    """``Hearing`` by a POST of the sound to this address, and nowhere else.

    Args:
        url: the whole address, as ``http://127.0.0.1:9000/v1/audio/transcriptions``.
        key: Bearer key; None: none is sent. model: which of the service's models listens; empty: it has one.
        seconds: for all of it. An applicant waits.
    """

    url: str
    http: httpx.AsyncClient = field(repr=False)
    key: str | None = field(default=None, repr=False)
    model: str = ""
    seconds: float = 8.0

    async def heard(self, sound: bytes, form: str) -> str:
        """See ``Hearing.heard``."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key is not None else {}
        told = {"language": "zh", "response_format": "json", **({"model": self.model} if self.model else {})}
        files = {"file": (f"voice.{form}", sound, "application/octet-stream")}
        try:
            answer = await self.http.post(self.url, headers=headers, data=told, files=files, timeout=self.seconds)
        except httpx.HTTPError as fault:
            raise Unavailable(f"hearing_{type(fault).__name__}") from None
        if answer.status_code != httpx.codes.OK or len(answer.content) > _LARGEST:
            raise Unavailable(f"hearing_{answer.status_code}")
        try:
            words = orjson.loads(answer.content)["text"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as fault:
            raise Unavailable("hearing_answer") from fault
        if not isinstance(words, str):
            raise Unavailable("hearing_answer")
        return words.strip()[:_LONGEST]


def hearing_client() -> httpx.AsyncClient:
    """Connections that follow no redirect and no proxy of the environment; whoever opens it closes it."""
    return httpx.AsyncClient(follow_redirects=False, trust_env=False)
