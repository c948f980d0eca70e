"""Pictures fetched from an interface that really gives them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from api.wechat.client import WeChat, interface
from api.wechat.exchange import TooLarge
from api.wechat.faults import Remedy, WeChatFault
from api.wechat.media import Picture, picture

from .account import APPID, SECRET, Account, playing

PHOTO = b"\xff\xd8\xff" + b"x" * 5000
GET = "/cgi-bin/media/get"


@pytest.fixture
def account() -> Account:
    return Account(media={"M1": (PHOTO, "image/jpeg"), "V1": (b"#!AMR", "voice/amr"), "E1": (b"", "image/png")})


@pytest.fixture
def url(account: Account) -> Iterator[str]:
    with playing(account) as address:
        yield address


async def no_wait(_: float) -> None:
    return None


def fetched(url: str, *media: str, most: int = 10_000) -> Picture:
    """The last of these pictures."""

    async def run() -> Picture:
        async with interface(url) as http:
            wechat = WeChat(APPID, SECRET, http, lambda: 0.0, no_wait, patience=60.0)
            for one in media[:-1]:
                await picture(wechat, one, most)
            return await picture(wechat, media[-1], most)

    return asyncio.run(run())


def test_a_picture_and_its_media_type(account: Account, url: str) -> None:
    assert fetched(url, "M1") == Picture(PHOTO, "image/jpeg")
    assert account.looked == [(GET, {"access_token": "token-1", "media_id": "M1"})]


def test_as_many_bytes_as_it_may_have_and_no_more(url: str) -> None:
    assert len(fetched(url, "M1", most=len(PHOTO)).content) == len(PHOTO)
    with pytest.raises(TooLarge):
        fetched(url, "M1", most=len(PHOTO) - 1)


def test_a_token_that_has_ended_is_replaced_once(account: Account, url: str) -> None:
    account.plan = [0, 42001]
    assert fetched(url, "M1", "M1").content == PHOTO
    assert account.tried == [GET] * 3


def test_a_token_that_is_refused_again_is_a_fault(account: Account, url: str) -> None:
    account.plan = [40001, 40001]
    with pytest.raises(WeChatFault) as fault:
        fetched(url, "M1")
    assert (fault.value.remedy, account.tried) == (Remedy.NEW_TOKEN, [GET] * 2)


FAULTS = {
    "not-there": ("M9", [], 40007, Remedy.UPLOAD_AGAIN, 1),
    "empty": ("E1", [], None, Remedy.UPLOAD_AGAIN, 1),
    "no-picture": ("V1", [], None, Remedy.OPERATOR, 1),
    "elsewhere": ("M1", [(302, b"")] * 3, None, Remedy.AGAIN, 3),
    "down": ("M1", [(500, b"")] * 3, None, Remedy.AGAIN, 3),
}


@pytest.mark.parametrize(("media", "plan", "code", "remedy", "tries"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_picture(
    account: Account, url: str, media: str, plan: list[Any], code: int | None, remedy: Remedy, tries: int
) -> None:
    account.plan = list(plan)
    with pytest.raises(WeChatFault) as fault:
        fetched(url, media)
    assert (fault.value.code, fault.value.remedy, len(account.tried)) == (code, remedy, tries)


def test_a_video_is_told_and_not_given(account: Account, url: str) -> None:
    account.media["W1"] = (b'{"video_url": "https://example.org/v.mp4"}', "application/json")
    with pytest.raises(WeChatFault, match="told instead of given"):
        fetched(url, "W1")


def test_a_server_that_fails_for_a_moment(account: Account, url: str) -> None:
    account.plan = [(500, b""), -1]
    assert fetched(url, "M1").content == PHOTO
