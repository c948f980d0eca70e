"""What the channel of one official account stands on."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from actions.followers import Followers
from actions.ports import Hearing
from actions.pushes import Pushes

from .admitting import Account
from .gathering import PAUSE
from .oauth import HOST
from .sending import Sending


@dataclass(frozen=True, slots=True)
class Channel:
    """Everything of it.

    Args:
        account: what pushes are signed and sealed with.
        appid: its id, which followers are known under.
        key: 32 bytes that ids of what can be tapped, and what looks random in answers, are made with.
        url: where applicants reach the page, without a slash at its end.
        sending: sends messages and notices of its own; None: only what comes is answered.
        template: id of its template for news; None: there is none.
        hearing: makes words of voice messages; None: nobody listens to them.
        connections: what these stand on; they are closed at the end.
        sign_in: where WeChat's browser learns who somebody is.
        pause: seconds without another message after which somebody's words are taken.
    """

    account: Account
    appid: str
    followers: Followers
    pushes: Pushes
    key: bytes
    url: str
    sending: Sending | None = None
    template: str | None = None
    sign_in: str = HOST
    hearing: Hearing | None = None
    connections: tuple[httpx.AsyncClient, ...] = ()
    pause: float = PAUSE
