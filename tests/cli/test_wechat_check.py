"""`daoban wechat check` against a real server and an interface that answers like WeChat: all in order, and each thing that can be missing."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from api.wechat.faults import _REMEDIES
from api.wechat.template import KNOWN
from bot.cli import app
from bot.cli.wechat.address import SENDER
from bot.cli.wechat.refusals import REFUSALS
from tests.cli.wrong_sites import SITES, certificate, site
from tests.some_shops import TWO, some_shops
from tests.wechat.beside import NOWHERE
from tests.wechat.double import Double, put_together, standing, standing_double
from tests.wechat.double.interface import MENU, SOURCES, TEMPLATES, Interface
from tests.wechat.double.interface import TOKEN as TOKENS
from tests.wechat.double.plan import Planned
from tests.wechat.following import KEY, KEY_BEFORE, OFFICIAL, Served, serving

APPID, SECRET, TOKEN = OFFICIAL.appid, OFFICIAL.secret, OFFICIAL.token
TEMPLATE = (
    "办理事项：{{thing2.DATA}}\n办理进度：{{phrase3.DATA}}\n收件编号：{{character_string1.DATA}}\n时间：{{time5.DATA}}"
)
#: What every token of the double's looks like.
A_TOKEN = re.compile(r"\d_[\w-]{60}")
ADMITTED = "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 6a1b2c3d-0a1b2c3d"


class Said(NamedTuple):
    """What the command printed, and its exit code."""

    text: str
    code: int

    def lines(self, standing: str) -> list[str]:
        """What stands so."""
        return [line.partition("] ")[2] for line in self.text.splitlines() if line.startswith(f"[{standing}]")]


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def served(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(var, some_shops(tmp_path_factory.mktemp("shops"), TWO)) as server:
        yield server


@pytest.fixture
def double() -> Double:
    """WeChat, with an account that has one template."""
    made = put_together(NOWHERE, NOWHERE, OFFICIAL)
    made.interface.setup.templates["T1"] = TEMPLATE
    return made


@pytest.fixture
def wechat(double: Double) -> Interface:
    """Its interface."""
    return double.interface


@pytest.fixture
def environment(served: Served, var: Path, double: Double) -> Iterator[dict[str, str]]:
    """Everything that is to be set, and set right but for the stand-in; and the menu."""
    with standing_double(double) as url:
        told = {
            "DAOBAN_VAR": str(var),
            "DAOBAN_PUBLIC_URL": served.url,
            "DAOBAN_WECHAT_TOKEN": TOKEN,
            "DAOBAN_WECHAT_APPID": APPID,
            "DAOBAN_WECHAT_KEYS": f"{KEY},{KEY_BEFORE}",
            "DAOBAN_WECHAT_SECRET": SECRET,
            "DAOBAN_WECHAT_TEMPLATE": "T1",
            "DAOBAN_WECHAT_URL": url,
            "DAOBAN_OPERATOR": "静安区行政服务中心",
            "DAOBAN_PRIVACY_CONTACT": "021-00000000",
        }
        assert run("menu", told).code == 0
        yield told


def run(task: str, environment: dict[str, str], **changed: str) -> Said:
    """The command in this environment. A value of 「-」 is not set."""
    told = {name: value for name, value in {**environment, **changed}.items() if value != "-"}
    done = CliRunner(mix_stderr=True).invoke(app, ["wechat", task], env=told)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    for secret in (TOKEN, SECRET, KEY, KEY_BEFORE):
        assert secret not in done.output
    assert not A_TOKEN.search(done.output)
    return Said(done.output, done.exit_code)


def test_all_in_order(environment: dict[str, str], wechat: Interface) -> None:
    said = run("check", environment)
    assert (said.code, said.lines("缺"), said.lines("没查")) == (0, [], [])
    assert said.text.endswith("都好了。\n")
    assert said.lines("好") == [
        "DAOBAN_WECHAT_TOKEN 设了",
        f"DAOBAN_WECHAT_APPID 设了：{APPID}",
        "DAOBAN_WECHAT_SECRET 设了",
        "DAOBAN_WECHAT_TEMPLATE 设了",
        "办件库是现在的样子",
        "收件库是现在的样子",
        f"公网地址打得开：{environment['DAOBAN_PUBLIC_URL']}",
        "推送入口 /wechat 答得对",
        "假的签名被拒绝",
        "加密的推送收得下",
        "隐私告知 /privacy 打得开",
        "服务器的钟和微信的差不到一分钟",
        "取得到 access_token：AppID、AppSecret、IP 白名单都对",
        "微信从 2 个地址推送；防火墙按来源放行时要放行它们",
        "菜单是导办的",
        "模板合用：事项、进度、收件编号、时间",
    ]
    assert [line.partition("：")[0] for line in said.lines("注意")] == [
        "DAOBAN_WECHAT_KEYS 设了 2 个，第一个是现用的",
        "DAOBAN_PUBLIC_URL 不是 https 地址",
        "DAOBAN_WECHAT_URL 设了",
        "DAOBAN_ENV 不是 production",
    ]
    assert [path for path, _ in wechat.done] == ["/cgi-bin/menu/create"]


def test_checking_often_leaves_no_more_than_checking_once(environment: dict[str, str], served: Served) -> None:
    kept = [run("check", environment) and served.followers.of("gh_daoban_check", SENDER) for _ in range(2)]
    assert kept[0] == kept[1]


class Row(NamedTuple):
    """What is changed, and the line that tells it. ``also``: other lines that are missing for the same reason."""

    told: str
    changed: dict[str, str] = {}
    wechat: Callable[[Interface], Any] = lambda _: None
    remedy: str = ""
    also: int = 0


def refusing(path: str, answer: Planned) -> Callable[[Interface], Any]:
    return lambda wechat: wechat.plan.always.update({path: answer})


def menu(*buttons: dict[str, Any]) -> Callable[[Interface], Any]:
    return lambda wechat: setattr(wechat.setup, "buttons", [*buttons])


def template(content: str) -> Callable[[Interface], Any]:
    return lambda wechat: wechat.setup.templates.update(T1=content)


def clock(ahead: float | None) -> Callable[[Interface], Any]:
    return lambda wechat: setattr(wechat, "ahead", ahead)


SETTINGS = {
    "no-token": Row("DAOBAN_WECHAT_TOKEN 没有设", {"DAOBAN_WECHAT_TOKEN": "-"}),
    "bad-token": Row("DAOBAN_WECHAT_TOKEN 不是 3 到 32 位", {"DAOBAN_WECHAT_TOKEN": "带汉字的"}, also=1),
    "token-with-a-space": Row("DAOBAN_WECHAT_TOKEN 不是 3 到 32 位", {"DAOBAN_WECHAT_TOKEN": f"{TOKEN} "}, also=1),
    "another-token": Row("推送入口 /wechat 不认我们的签名", {"DAOBAN_WECHAT_TOKEN": "anothertoken"}, remedy="重启服务"),
    "no-appid": Row("DAOBAN_WECHAT_APPID 没有设", {"DAOBAN_WECHAT_APPID": "-"}, remedy="AppID"),
    "bad-appid": Row("DAOBAN_WECHAT_APPID 不像 AppID", {"DAOBAN_WECHAT_APPID": "gh_0123"}, also=2),
    "another-appid": Row(
        "加密的推送被拒绝（状态 403）", {"DAOBAN_WECHAT_APPID": "wx00000000000000ff"}, remedy="AppID", also=1
    ),
    "no-keys": Row("DAOBAN_WECHAT_KEYS 没有设", {"DAOBAN_WECHAT_KEYS": "-"}, remedy="安全模式", also=1),
    "bad-keys": Row("DAOBAN_WECHAT_KEYS 写得不对", {"DAOBAN_WECHAT_KEYS": f"{KEY}, {KEY_BEFORE}"}, remedy="重抄"),
    "another-key": Row("加密的推送被拒绝（状态 403）", {"DAOBAN_WECHAT_KEYS": "B" * 43}, remedy="EncodingAESKey"),
    "no-secret": Row("DAOBAN_WECHAT_SECRET 没有设", {"DAOBAN_WECHAT_SECRET": "-"}, remedy="AppSecret"),
    "secret-with-a-space": Row("DAOBAN_WECHAT_SECRET 前后有空格", {"DAOBAN_WECHAT_SECRET": f"{SECRET} "}, also=1),
    "no-public-url": Row("DAOBAN_PUBLIC_URL 没有设", {"DAOBAN_PUBLIC_URL": "-"}, remedy="https://"),
    "no-https": Row("DAOBAN_PUBLIC_URL 不是 https 地址", {"DAOBAN_PUBLIC_URL": "http://h.invalid", "DAOBAN_WECHAT_URL": "-", "DAOBAN_WECHAT_SECRET": "-"}, remedy="证书", also=2),
    "no-url": Row("DAOBAN_PUBLIC_URL 不是 https 地址", {"DAOBAN_PUBLIC_URL": "banshi.example"}, remedy="证书"),
    "stand-in-in-production": Row("DAOBAN_WECHAT_URL 设了：AppSecret 会交给微信以外的人", {"DAOBAN_ENV": "production"}, remedy="去掉", also=1),
    "no-such-mode": Row("服务用这些设置起不来：DAOBAN_ENV must be", {"DAOBAN_ENV": "staging"}, remedy="README"),
    "no-database": Row("办件库还没有建", {"DAOBAN_DATABASE_URL": "sqlite:////nowhere/there.sqlite3"}, remedy="daoban migrate"),
    "no-intake": Row("收件库还没有建", {"DAOBAN_INTAKE_DATABASE_URL": "sqlite:////nowhere/there.sqlite3"}, remedy="daoban migrate"),
    "database-down": Row("办件库连不上", {"DAOBAN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, remedy="DAOBAN_DATABASE_URL"),
    "another-database": Row("办件库连不上", {"DAOBAN_DATABASE_URL": "mysql://x/y"}, remedy="DAOBAN_DATABASE_URL"),
    "unreachable": Row("从这台机器打不开 http://127.0.0.1:9", {"DAOBAN_PUBLIC_URL": "http://127.0.0.1:9"}, remedy="443", also=1),
    "no-such-template": Row("DAOBAN_WECHAT_TEMPLATE 不是这个账号的模板", {"DAOBAN_WECHAT_TEMPLATE": "T9"}, remedy="模板ID"),
    "wechat-unreachable": Row("取不到 access_token：连不上微信的接口", {"DAOBAN_WECHAT_URL": "http://127.0.0.1:9"}, remedy="443"),
}  # fmt: skip

ACCOUNTS = {
    "ip-not-admitted": Row("取不到 access_token：这台服务器的出口 IP 不在白名单里：203.0.113.7（错误码 40164）", wechat=refusing(TOKENS, (40164, ADMITTED)), remedy="IP白名单"),
    "another-account": Row("取不到 access_token：AppSecret 不对，或者和 AppID 不是一个账号的（错误码 40001）", wechat=refusing(TOKENS, 40001), remedy="DAOBAN_WECHAT_SECRET"),
    "another-secret": Row("取不到 access_token：AppSecret 不对（错误码 40125）", {"DAOBAN_WECHAT_SECRET": "f" * 32}, remedy="重置"),
    "no-right": Row("取不到 access_token：这个账号没有这项接口的权限（错误码 48001）", wechat=refusing(TOKENS, 48001), remedy="认证"),
    "a-strange-code": Row("取不到 access_token：这个错误码说明里没有（错误码 77777）", wechat=refusing(TOKENS, 77777), remedy="全局返回码"),
    "no-right-to-sources": Row("取不到微信推送的来源地址：这个账号没有", wechat=refusing(SOURCES, 48001), remedy="接口权限"),
    "no-right-to-menu": Row("看不到现在的菜单：这个账号没有", wechat=refusing(MENU, 48001), remedy="接口权限"),
    "answers-badly": Row("取不到微信推送的来源地址：微信的接口答得不对", wechat=refusing(SOURCES, (200, b"<html>")), remedy="代理"),
    "no-menu": Row("菜单还没有设", wechat=refusing(MENU, 46003), remedy="daoban wechat menu"),
    "a-menu-that-is-shut": Row("菜单没有打开", wechat=menu(), remedy="daoban wechat menu"),
    "another-menu": Row("公众号现在的菜单不是导办的", wechat=menu({"type": "click", "name": "旧的", "key": "old"}), remedy="daoban wechat menu"),
    "no-right-to-templates": Row("看不到账号的模板：这个账号没有", wechat=refusing(TEMPLATES, 48001), remedy="接口权限"),
    "a-template-with-more": Row("模板不合用：填不了的栏目：申请人（name6）", wechat=template(TEMPLATE + "\n申请人：{{name6.DATA}}"), remedy="第 8 步"),
    "a-template-with-less": Row("模板不合用：没有写进度的栏目", wechat=template("办理事项：{{thing2.DATA}}"), remedy="第 8 步"),
    "clock-behind": Row("服务器的钟比微信的慢", wechat=clock(90.0), remedy="对时"),
    "clock-ahead": Row("服务器的钟比微信的快", wechat=clock(-90.0), remedy="对时"),
}  # fmt: skip


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in {**SETTINGS, **ACCOUNTS}.items()])
def test_each_thing_that_can_be_missing(row: Row, environment: dict[str, str], wechat: Interface) -> None:
    row.wechat(wechat)
    said = run("check", environment, **row.changed)
    assert said.code == 1, said.text
    lacking = said.lines("缺")
    at = next((number for number, line in enumerate(lacking) if line.startswith(row.told)), None)
    assert at is not None, said.text
    assert len(lacking) <= 1 + row.also, said.text
    assert said.text.endswith(f"还缺 {len(lacking)} 项。\n")
    remedies = re.findall(r"^\[缺\].*\n     怎么办：(.+)$", said.text, re.MULTILINE)
    assert row.remedy in remedies[at]


def test_what_nobody_could_look_at_is_not_in_order(environment: dict[str, str], wechat: Interface) -> None:
    wechat.ahead = None
    said = run("check", environment)
    assert (said.code, said.lines("缺"), said.lines("没查")) == (1, [], ["服务器的钟：微信没有报时"])
    assert said.text.endswith("过几分钟再查一次。\n")


@pytest.mark.parametrize("name", SITES)
def test_an_address_that_is_not_our_service(name: str, environment: dict[str, str]) -> None:
    answers, told = SITES[name]
    with standing(site(TOKEN, answers)) as url:
        said = run("check", environment, DAOBAN_PUBLIC_URL=url)
    assert said.code == 1
    assert any(told in line for line in said.lines("缺")), said.text


def test_a_certificate_that_nobody_knows(environment: dict[str, str], tmp_path: Path) -> None:
    own, key = certificate(tmp_path)
    with standing(site(TOKEN, {}), ssl_certfile=own, ssl_keyfile=key, ssl_version=ssl.PROTOCOL_TLS_SERVER) as url:
        said = run("check", environment, DAOBAN_PUBLIC_URL=url)
    assert said.lines("缺")[0] == f"{url} 的证书不对"


def test_a_database_of_an_older_shape(environment: dict[str, str], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    with create_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE applicants_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO applicants_version VALUES ('0001')"))
    said = run("check", environment, DAOBAN_DATABASE_URL=url)
    assert said.lines("缺") == ["办件库不是现在的样子"]


def test_nothing_set_says_all_of_it(tmp_path: Path) -> None:
    said = run("check", {"DAOBAN_VAR": str(tmp_path / "none")})
    assert (said.code, len(said.lines("缺")), len(said.lines("没查"))) == (1, 7, 2)
    assert not (tmp_path / "none").exists()


def test_the_menu_is_set_and_told(environment: dict[str, str], wechat: Interface) -> None:
    said = run("menu", environment)
    assert (said.code, said.text.split()) == (
        0,
        [
            "菜单设好了，五分钟里申请人都能看到：",
            "办事",
            "开始办事",
            "改一下答案",
            "为什么问这个",
            "网页版",
            "进度",
            "人工",
        ],
    )
    assert wechat.setup.buttons[0]["sub_button"][-1]["url"] == f"{environment['DAOBAN_PUBLIC_URL']}/wechat/open"


MENUS = {
    "no-secret": ({"DAOBAN_WECHAT_SECRET": "-"}, "设菜单要有"),
    "no-address": ({"DAOBAN_PUBLIC_URL": "-", "DAOBAN_WECHAT_TOKEN": "-"}, "设菜单要有"),
    "long-address": ({"DAOBAN_PUBLIC_URL": "http://" + "a" * 1024}, "菜单设不成"),
    "bad-setting": ({"DAOBAN_PORT": "0"}, "DAOBAN_PORT"),
    "another-secret": ({"DAOBAN_WECHAT_SECRET": "f" * 32}, "菜单没有设成：AppSecret 不对（错误码 40125）"),
}


@pytest.mark.parametrize(("changed", "told"), MENUS.values(), ids=MENUS)
def test_a_menu_that_is_not_set(changed: dict[str, str], told: str, environment: dict[str, str]) -> None:
    said = run("menu", environment, **changed)
    assert said.code == 1
    assert told in said.text


def test_in_production_the_secret_goes_to_wechat_alone() -> None:
    """The setting that leads elsewhere is refused only with a token, and the commands also work without."""
    from actions.settings import Settings
    from bot.cli.wechat.account import connected

    led = Settings(production=True, wechat_url="http://127.0.0.1:9")
    assert str(connected(led).base_url).rstrip("/") == "https://api.weixin.qq.com"


def test_the_operators_page_explains_every_code_and_setting() -> None:
    page = (Path(__file__).resolve().parents[2] / "api/wechat/README.md").read_text("utf-8")
    assert [code for code in {**REFUSALS, **dict.fromkeys(_REMEDIES)} if f"| {code} |" not in page] == []
    assert [
        name for name in ("TOKEN", "APPID", "KEYS", "SECRET", "TEMPLATE") if f"DAOBAN_WECHAT_{name}" not in page
    ] == []
    assert all(word in page for words, kinds in KNOWN.values() for word in (*words, *kinds))
    assert "## 第 8 步 模板" in page
