"""Somebody who opens a noodle shop: its materials are uploaded, and one of them only while the rooms are rented."""

from __future__ import annotations

from urllib.parse import quote

import httpx

from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

OPENING, WHERE = "我要开一家面馆", "店名叫阿婆面馆，南京西路1234号，八十平"
#: What the lease is handed in as, and what is uploaded whatever the rooms are; one that comes from a register.
LEASE, STEPS, LICENCE = "M11", "M05", "M02"


def opened(talk: Talk) -> Talk:
    """The shop is told, as far as it takes until two materials are to be uploaded."""
    for text in (OPENING, WHERE):
        talk.say(text)
    talk.edit("premises.tenure", "租的")
    own = applicant()
    while STEPS not in [one["id"] for one in talk.last["case"]["materials"]]:
        talk.say("对" if talk.last["asking"]["kind"] == "confirm" else own.reply(talk.last["asking"]))
    return talk


def own(talk: Talk) -> Talk:
    """The rooms are one's own after all: nobody asks for the lease."""
    return corrected(talk, "自己的房子")


def rented(talk: Talk) -> Talk:
    """The rooms are rented, and the lease is asked for."""
    return corrected(talk, "租的")


def corrected(talk: Talk, tenure: str) -> Talk:
    """Whose the rooms are is changed, and the change confirmed where that is asked."""
    talk.edit("premises.tenure", tenure)
    if talk.last["asking"]["kind"] == "confirm":
        talk.say("对")
    return talk


def complete(talk: Talk) -> Talk:
    """Everything is answered."""
    talk.answer_all(applicant())
    return talk


def applicant() -> Applicant:
    """Who rents the rooms and cooks noodles."""
    return Applicant(6, {**COMMON, **SHOPS[1].values[2], "premises.tenure": "租的"})


def path(talk: Talk, material: str, file: str = "") -> str:
    """The address of a material's files, or of one of them."""
    return f"/api/v1/conversations/{talk.id}/materials/{material}/files{file and '/' + file}"


def send(talk: Talk, content: bytes, name: str = "合同.jpg", material: str = LEASE) -> httpx.Response:
    """One file is sent."""
    return talk.http.post(path(talk, material), content=content, headers={"X-File-Name": quote(name)})
