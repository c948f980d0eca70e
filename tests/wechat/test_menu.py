"""The account's menu, held to WeChat's limits and to what its keys are answered with."""

from __future__ import annotations

from typing import Any

import pytest

from api.wechat.meaning import MENU
from api.wechat.menu import BadMenu, check, menu, shown

URL = "https://daoban.example"


def click(name: str = "进度", key: str = "status") -> dict[str, Any]:
    return {"type": "click", "name": name, "key": key}


def test_three_buttons_whose_keys_are_answered() -> None:
    buttons = menu(URL)
    assert [button["name"] for button in buttons] == ["办事", "进度", "人工"]
    entries = [*buttons[0]["sub_button"], *buttons[1:]]
    keys = [entry["key"] for entry in entries if entry["type"] == "click"]
    assert set(keys) - set(MENU) == {"begin"}
    assert keys[-2:] == ["status", "human"]
    assert [entry["url"] for entry in entries if entry["type"] == "view"] == [f"{URL}/wechat/open"]


BAD = {
    "none": ([], "1 to 3 entries"),
    "four": ([click()] * 4, "1 to 3 entries"),
    "six-above": ([{"name": "办事", "sub_button": [click()] * 6}], "at most 5"),
    "no-name": ([click("")], "1 to 4 characters"),
    "long-name": ([click("为什么问这个")], "1 to 4 characters"),
    "long-name-above": ([{"name": "办事", "sub_button": [click("为什么要问我这个问题")]}], "1 to 8 characters"),
    "no-key": ([click(key="")], "leads on"),
    "long-key": ([click(key="k" * 129)], "leads on"),
    "long-key-in-bytes": ([click(key="键" * 43)], "leads on"),
    "long-url": ([{"type": "view", "name": "网页", "url": f"{URL}/{'a' * 1024}"}], "leads on"),
    "another-type": ([{"type": "media_id", "name": "图", "media_id": "M"}], "leads on"),
    "leads-nowhere": ([{"name": "办事", "sub_button": []}], "leads on"),
}


@pytest.mark.parametrize(("buttons", "told"), BAD.values(), ids=BAD)
def test_what_wechat_would_not_take(buttons: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(BadMenu, match=told):
        check(buttons)


def test_as_much_as_wechat_takes() -> None:
    check([{"name": "四个字呢", "sub_button": [click("八个字正好八个呀", "k" * 128)] * 5}] * 3)
    with pytest.raises(BadMenu):
        menu("https://" + "a" * 1024)


def test_a_menu_is_the_same_as_wechat_tells_it() -> None:
    ours = menu(URL)
    below = [dict(one) for one in ours[0]["sub_button"]]
    below[-1] = {"type": "view", "name": "网页版", "value": f"{URL}/wechat/open"}
    told: list[Any] = [{"name": "办事", "sub_button": {"list": below}}, *ours[1:]]
    assert shown({"button": told}) == shown({"button": ours})


@pytest.mark.parametrize("told", [{}, {"button": None}, {"button": ["x"]}, {"button": [click("别的")]}])
def test_another_menu_is_another(told: dict[str, Any]) -> None:
    assert shown(told) != shown({"button": menu(URL)})
