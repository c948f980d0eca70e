"""The menu of the account: what stands under its conversation, as WeChat takes it and tells it.

Source: developers.weixin.qq.com, 自定义菜单 (创建, 查询自定义菜单信息); read in November 2026. How many characters of a name are shown is told
differently by WeChat's own pages (以平台为准); the stricter numbers are held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

#: Entries side by side, and one above another.
_SIZE: Final = (3, 5)
#: Characters of a name of the first and the second level.
_NAMES: Final = (4, 8)
#: Type of an entry -> what leads on, and how many bytes of that.
_LEADS: Final[Mapping[str, tuple[str, int]]] = {"click": ("key", 128), "view": ("url", 1024)}

Entry = Mapping[str, Any]


class BadMenu(ValueError):
    """WeChat would not take the menu."""


def menu(url: str) -> list[dict[str, Any]]:
    """The account's menu. ``url``: where applicants reach the page.

    Keys are those of ``meaning.MENU``; one that does not stand there is answered with the welcome.

    Raises:
        BadMenu: the url is longer than WeChat takes.
    """
    buttons: list[dict[str, Any]] = [
        {
            "name": "办事",
            "sub_button": [
                {"type": "click", "name": "开始办事", "key": "begin"},
                {"type": "click", "name": "改一下答案", "key": "undo"},
                {"type": "click", "name": "为什么问这个", "key": "explain"},
                {"type": "view", "name": "网页版", "url": f"{url}/wechat/open"},
            ],
        },
        {"type": "click", "name": "进度", "key": "status"},
        {"type": "click", "name": "人工", "key": "human"},
    ]
    check(buttons)
    return buttons


def check(buttons: Sequence[Entry]) -> None:
    """WeChat takes the menu. Raises BadMenu, which names the entry."""
    widest, tallest = _SIZE
    if not 1 <= len(buttons) <= widest:
        raise BadMenu(f"a menu has 1 to {widest} entries, not {len(buttons)}")
    for button in buttons:
        below = button.get("sub_button", [])
        _check_name(button, _NAMES[0])
        if len(below) > tallest:
            raise BadMenu(f"{button['name']}: at most {tallest} entries stand above one, not {len(below)}")
        for entry in below:
            _check_name(entry, _NAMES[1])
        for entry in below or (button,):
            _check_lead(entry)


def _check_name(entry: Entry, longest: int) -> None:
    if not 1 <= len(str(entry.get("name", ""))) <= longest:
        raise BadMenu(f"{entry.get('name')}: a name has 1 to {longest} characters here")


def _check_lead(entry: Entry) -> None:
    name, most = _LEADS.get(str(entry.get("type")), ("", 0))
    if not 1 <= len(str(entry.get(name, "")).encode()) <= most:
        raise BadMenu(f"{entry['name']}: leads on by a key of 1 to 128 bytes, or a url of 1 to 1024")


def shown(told: Mapping[str, Any]) -> tuple[Any, ...]:
    """What of a menu people see and get by it, the same for one as it is set and as WeChat tells it.

    Args:
        told: ``{"button": [...]}``. WeChat puts what stands above an entry into a ``list``, and may tell a url by ``value``.
    """
    buttons = told.get("button")
    return tuple(_shown(one) for one in buttons if isinstance(one, dict)) if isinstance(buttons, list) else ()


def _shown(entry: Entry) -> tuple[Any, ...]:
    below = entry.get("sub_button") or []
    if isinstance(below, dict):
        below = below.get("list") or []
    if below:
        return (entry.get("name"), shown({"button": below}))
    leads = entry.get("key") or entry.get("url") or entry.get("value") or ""
    return (entry.get("name"), entry.get("type"), str(leads).rstrip("/"))
