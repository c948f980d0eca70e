"""Pictures fetched from an interface that really gives them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from api.wechat.client import WeChat, interface
from api.wechat.exchange import TooLarge
from api.wechat.faults import Remedy, WeChatFault
from api.wechat.media import Picture, picture

from .beside import ACCOUNT, NOWHERE, no_wait
from .double import Double, put_together, standing_double
from .double.interface import MEDIA, Interface
from .double.plan import Planned

PHOTO = b"\xff\xd8\xff" + b"x" * 5000


@pytest.fixture
def double() -> Double:
    return put_together(NOWHERE, NOWHERE, ACCOUNT)


@pytest.fixture
def wechat(double: Double) -> Interface:
    """WeChat's interface, with a photo, a voice and an empty picture."""
    double.interface.media |= {"M1": ("image/jpeg", PHOTO), "V1": ("voice/amr", b"#!AMR"), "E1": ("image/png", b"")}
    return double.interface


@pytest.fixture
def url(double: Double, wechat: Interface) -> Iterator[str]:
    with standing_double(double) as address:
        yield address


def fail(wechat: Interface, *answers: Planned) -> None:
    """The next calls are answered so."""
    for answer in answers:
        wechat.refuse(answer)


def fetched(url: str, *media: str, most: int = 10_000) -> Picture:
    """The last of these pictures."""

    async def run() -> Picture:
        async with interface(url) as http:
            client = WeChat(ACCOUNT.appid, ACCOUNT.secret, http, lambda: 0.0, no_wait, patience=60.0)
            for one in media[:-1]:
                await picture(client, one, most)
            return await picture(client, media[-1], most)

    return asyncio.run(run())


def test_a_picture_and_its_media_type(wechat: Interface, url: str) -> None:
    assert fetched(url, "M1") == Picture(PHOTO, "image/jpeg")
    token, _ = wechat.tokens.stable()
    assert wechat.looked == [(MEDIA, {"access_token": token, "media_id": "M1"})]


def test_as_many_bytes_as_it_may_have_and_no_more(url: str) -> None:
    assert len(fetched(url, "M1", most=len(PHOTO)).content) == len(PHOTO)
    with pytest.raises(TooLarge):
        fetched(url, "M1", most=len(PHOTO) - 1)


def test_a_token_that_has_ended_is_replaced_once(wechat: Interface, url: str) -> None:
    fail(wechat, 0, 42001)
    assert fetched(url, "M1", "M1").content == PHOTO
    assert [one.path for one in wechat.tried] == [MEDIA] * 3


def test_a_token_that_is_refused_again_is_a_fault(wechat: Interface, url: str) -> None:
    fail(wechat, 40001, 40001)
    with pytest.raises(WeChatFault) as fault:
        fetched(url, "M1")
    assert (fault.value.remedy, [one.path for one in wechat.tried]) == (Remedy.NEW_TOKEN, [MEDIA] * 2)


FAULTS = {
    "not-there": ("M9", [], 40007, Remedy.UPLOAD_AGAIN, 1),
    "empty": ("E1", [], None, Remedy.UPLOAD_AGAIN, 1),
    "no-picture": ("V1", [], None, Remedy.OPERATOR, 1),
    "elsewhere": ("M1", [(302, b"")] * 3, None, Remedy.AGAIN, 3),
    "down": ("M1", [(500, b"")] * 3, None, Remedy.AGAIN, 3),
}


@pytest.mark.parametrize(("media", "plan", "code", "remedy", "tries"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_picture(
    wechat: Interface, url: str, media: str, plan: list[Planned], code: int | None, remedy: Remedy, tries: int
) -> None:
    fail(wechat, *plan)
    with pytest.raises(WeChatFault) as fault:
        fetched(url, media)
    assert (fault.value.code, fault.value.remedy, len(wechat.tried)) == (code, remedy, tries)


def test_a_video_is_told_and_not_given(wechat: Interface, url: str) -> None:
    wechat.media["W1"] = ("application/json", b'{"video_url": "https://example.org/v.mp4"}')
    with pytest.raises(WeChatFault, match="told instead of given"):
        fetched(url, "W1")


def test_a_server_that_fails_for_a_moment(wechat: Interface, url: str) -> None:
    fail(wechat, (500, b""), -1)
    assert fetched(url, "M1").content == PHOTO
