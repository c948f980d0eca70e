"""Somebody signed in at the desk; ``http`` sends what a browser on the desk's page would."""

from __future__ import annotations

import itertools
from typing import Any, Final

import httpx

from tests import patient

API: Final = "/desk/api"
_NUMBERS: Final = itertools.count(1)


class Seat:
    """A signed-in member of the staff."""

    def __init__(self, url: str, name: str) -> None:
        self.http = patient.Client(base_url=url)
        signed = self.http.post(f"{API}/session", json={"staff": name})
        if signed.status_code != 200:
            self.http.close()
        assert signed.status_code == 200, signed.text

    def __enter__(self) -> Seat:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def listed(self, tab: str = "waiting", **query: str) -> list[str]:
        """The conversations of a list."""
        answer = self.http.get(f"{API}/lists/{tab}", params=query)
        assert answer.status_code == 200, answer.text
        return [one["conversation"] for one in answer.json()["entries"]]

    def look(self, conversation: str) -> dict[str, Any]:
        """The case."""
        answer = self.http.get(f"{API}/conversations/{conversation}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def act(self, conversation: str, act: str, **body: Any) -> httpx.Response:
        """Something is done in a case."""
        return self.http.post(f"{API}/conversations/{conversation}/{act}", json=body)

    def write(self, conversation: str, text: str) -> httpx.Response:
        """Words for the applicant."""
        return self.act(conversation, "words", client_msg_id=f"w{next(_NUMBERS)}", text=text)

    def fill(self, conversation: str, act: str = "fill", **told: Any) -> httpx.Response:
        """Something is filled in, or would be."""
        return self.act(conversation, act, client_msg_id=f"f{next(_NUMBERS)}", **told)

    def begin(self) -> str:
        """A case at the counter."""
        answer = self.http.post(f"{API}/conversations", json={})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["conversation"])
