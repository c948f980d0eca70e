"""A clerk helps: who it is, what they write, and that the guide is back."""

from __future__ import annotations

from bot.engine.clerks import ClerkGone, ClerkJoined, ClerkWords, Passed

from .speaker import Message, Speaker, message

#: Kind of a message that a clerk wrote.
KIND = "clerk"


def joined(speaker: Speaker, event: ClerkJoined) -> list[Message]:
    key = "clerk.joined.instead" if event.instead else "clerk.joined"
    return [message("notice", speaker.text(key, name=event.name, instead=event.instead))]


def gone(speaker: Speaker, event: ClerkGone) -> list[Message]:
    return [message("notice", speaker.text("clerk.gone", name=event.name))]


def words(speaker: Speaker, event: ClerkWords) -> list[Message]:
    return [message(KIND, speaker.text("clerk.words", name=event.name, words=event.text))]


def passed(_: Speaker, __: Passed) -> list[Message]:
    """Nothing: the clerk answers."""
    return []
