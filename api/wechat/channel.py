"""What the channel of one official account stands on."""

from __future__ import annotations

from dataclasses import dataclass

from actions.followers import Followers

from .admitting import Account


@dataclass(frozen=True, slots=True)
class Channel:
    """Everything of it.

    Args:
        key: 32 bytes that ids of what can be tapped, and what looks random in answers, are made with.
        url: where applicants reach the page, without a slash at its end.
    """

    account: Account
    followers: Followers
    key: bytes
    url: str
