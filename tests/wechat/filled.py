"""A case that somebody filled on the page, and went on with in WeChat."""

from __future__ import annotations

from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .double import Double, Phone
from .played import Played, code_of, off

OPENING = "我想在静安区开一家奶茶店"


def applicant(**but: str) -> Applicant:
    """Who knows this shop; ``but``: facts of which they say something else."""
    return Applicant(9, {**COMMON, **dict(SHOPS[0].values[2]), **but})  # type: ignore[call-overload]


async def filled(server: Played, double: Double, person: str, **but: str) -> Phone:
    """Somebody in WeChat who is shown the check of all that they answered."""
    phone = double.phone(person)
    with Talk(server.url) as talk:
        await off(lambda: talk.say(OPENING))
        await off(lambda: talk.answer_all(applicant(**but)))
        code = await off(lambda: code_of(talk))
    assert "都填好了，请核对" in await phone.say(f"接着办 {code['code']}")
    return phone
