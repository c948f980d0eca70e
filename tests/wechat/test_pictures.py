"""Photos sent in WeChat: too early, for a material that is chosen by its letter, and those that cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.actions.files.made import photo
from tests.some_shops import TWO, some_shops

from .double import Double, Phone
from .double.interface import MEDIA
from .filled import filled
from .played import BRISK, Played, played

EARLY, LOST = "照片现在还用不上", "有一张照片没有取到，请再发一次。"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, DAOBAN_FILE_MEGABYTES="1", **BRISK) as running:
        yield running


def kept(server: Played, phone: Phone) -> dict[str, list[str]]:
    """Names of the files of each material that has any."""
    materials = server.case(phone)["materials"]
    return {one["label"]: [file["name"] for file in one["files"]] for one in materials if one.get("files")}


def letters(answer: str) -> dict[str, str]:
    """The materials that are offered, by their letters."""
    return dict(re.findall(r'^([A-Z])\. <a href="[^"]+">([^<]+)</a>$', answer, re.MULTILINE))


def test_before_there_is_a_case_it_is_too_early(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oIsEarly")
        assert EARLY in await phone.send_image(photo(60, 40))
        assert "开什么店" in await phone.follow()
        assert EARLY in await phone.send_image(photo(60, 40))
        # It is not asked about later, and a letter is nothing but words.
        assert "还没有填写内容" in await phone.say("进度")
        assert double.interface.called(MEDIA) == []

    server.run(act)


def test_photos_are_kept_as_the_material_whose_letter_is_said(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oSends")
        first = await phone.send_image(photo(60, 40))
        assert "一共 1 张" in first
        offered = letters(first)
        uploads = [one["label"] for one in server.case(phone)["materials"] if one["mode"] == "upload"]
        assert [*offered.values()] == uploads
        assert "".join(offered) == "ABCDEFGHJKLMNPQRSTUVWXYZ"[: len(uploads)]
        assert "一共 2 张" in await phone.send_image(photo(40, 60))
        assert double.interface.called(MEDIA) == []
        assert await phone.say("a") == f"2 张照片已经存为「{offered['A']}」。"
        assert kept(server, phone) == {offered["A"]: ["微信照片.jpg"] * 2}
        # One more, for another material, by a tap on its name.
        await phone.send_image(photo(50, 50))
        assert await phone.tap(offered["B"]) == f"1 张照片已经存为「{offered['B']}」。"
        assert kept(server, phone)[offered["B"]] == ["微信照片.jpg"]
        assert len(double.interface.called(MEDIA, code=0)) == 3
        # The question that was open still is.
        assert "确认提交" in await phone.say("继续办")

    server.run(act)


def test_what_is_not_wanted_any_more_is_not_kept(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oThinksAgain")
        offered = letters(await phone.send_image(photo(60, 40)))
        assert await phone.say("不要了") == "好的，照片没有用。"
        answer = await phone.say("A")
        assert offered["A"] not in answer
        assert kept(server, phone) == {}
        assert double.interface.called(MEDIA) == []

    server.run(act)


def test_what_cannot_be_kept_is_told_and_the_rest_is_kept(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oFails")
        gone = double.interface.media
        before = {*gone}
        await phone.send_image(photo(60, 40))
        for media in {*gone} - before:
            del gone[media]
        await phone.send_image(b"\xff\xd8\xff" + b"x" * 1024 * 1024)
        await phone.send_image(b"no picture at all")
        offered = letters(await phone.send_image(photo(40, 60)))
        assert (await phone.say("A")).splitlines() == [
            f"1 张照片已经存为「{offered['A']}」。",
            LOST,
            "文件太大，最大收 1 MB。照片可以重拍小一点，PDF 可以分成几份传。",
            "传来的是「认不出的文件」，不收。可以传 JPG、PNG 图片或者 PDF。",
        ]
        assert kept(server, phone) == {offered["A"]: ["微信照片.jpg"]}

    server.run(act)


def test_a_picture_that_wechat_refuses_for_a_moment_is_there_all_the_same(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oIsPatient")
        offered = letters(await phone.send_image(photo(60, 40)))
        double.interface.tokens.expire()
        double.interface.refuse(-1, path=MEDIA)
        assert await phone.say("A") == f"1 张照片已经存为「{offered['A']}」。"

    server.run(act)
