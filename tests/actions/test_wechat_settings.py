"""An account of WeChat is configured whole, or the server says at its start what is missing."""

from __future__ import annotations

import pytest

from actions.settings import BadSetting, read_settings

KEY = "A" * 43
WHOLE = {
    "DAOBAN_WECHAT_TOKEN": "atoken",
    "DAOBAN_WECHAT_APPID": "wx1",
    "DAOBAN_WECHAT_KEYS": f"{KEY},{KEY}",
    "DAOBAN_PUBLIC_URL": "https://daoban.example/",
}
PRODUCTION = {"DAOBAN_ENV": "production", "DAOBAN_DATA_KEY": "k:x", "DAOBAN_INTAKE_KEY": "x"}


def test_an_account_is_set() -> None:
    given = read_settings({**WHOLE, **PRODUCTION})
    assert (given.wechat_token, given.wechat_appid, given.wechat_keys) == ("atoken", "wx1", (KEY, KEY))
    assert given.public_url == "https://daoban.example"
    assert given.wechat_pause == 1000
    assert read_settings({**WHOLE, "DAOBAN_WECHAT_PAUSE": "1500"}).wechat_pause == 1500


@pytest.mark.parametrize("token", [{}, {"DAOBAN_WECHAT_TOKEN": ""}])
def test_without_a_token_there_is_none(token: dict[str, str]) -> None:
    assert read_settings(token).wechat_token is None


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"DAOBAN_PUBLIC_URL": ""}, "DAOBAN_PUBLIC_URL"),
        ({"DAOBAN_PUBLIC_URL": "daoban.example"}, "DAOBAN_PUBLIC_URL"),
        ({"DAOBAN_PUBLIC_URL": "http://daoban.example", **PRODUCTION}, "DAOBAN_PUBLIC_URL"),
        ({"DAOBAN_WECHAT_KEYS": "", **PRODUCTION}, "DAOBAN_WECHAT_KEYS"),
        ({"DAOBAN_WECHAT_KEYS": "A" * 42}, "DAOBAN_WECHAT_KEYS"),
        ({"DAOBAN_WECHAT_KEYS": f"{KEY},{KEY[:-1]}="}, "DAOBAN_WECHAT_KEYS"),
        ({"DAOBAN_WECHAT_APPID": ""}, "DAOBAN_WECHAT_APPID"),
        ({"DAOBAN_WECHAT_APPID": "", "DAOBAN_WECHAT_KEYS": "", "DAOBAN_WECHAT_SECRET": "s"}, "DAOBAN_WECHAT_APPID"),
        ({"DAOBAN_HEARING_URL": "127.0.0.1:9000"}, "DAOBAN_HEARING_URL"),
        ({"DAOBAN_WECHAT_PAUSE": "0"}, "DAOBAN_WECHAT_PAUSE"),
        ({"DAOBAN_WECHAT_PAUSE": "1501"}, "DAOBAN_WECHAT_PAUSE"),
        ({"DAOBAN_WECHAT_PAUSE": "0.5"}, "DAOBAN_WECHAT_PAUSE"),
        ({"DAOBAN_WECHAT_URL": "http://127.0.0.1:9", **PRODUCTION}, "DAOBAN_WECHAT_URL"),
    ],
)
def test_what_is_missing_is_named(changed: dict[str, str], names: str) -> None:
    with pytest.raises(BadSetting, match=names):
        read_settings({**WHOLE, **changed})


def test_the_secret_goes_to_wechat_alone_whatever_else_is_set() -> None:
    with pytest.raises(BadSetting, match="DAOBAN_WECHAT_URL"):
        read_settings({**PRODUCTION, "DAOBAN_WECHAT_URL": "http://127.0.0.1:9"})
