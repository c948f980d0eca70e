"""Whether WeChat lets us in, and the account is set up there as we need it."""

from __future__ import annotations

import asyncio
import time
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from actions.settings import Settings
from api.wechat.client import HOST, WeChat, interface
from api.wechat.faults import WeChatFault
from api.wechat.menu import BadMenu, menu, shown
from api.wechat.template import Unfit, read_template, template_of

from .findings import Finding, good, missing, unseen
from .refusals import refusal

#: Seconds by which our clock may differ from WeChat's.
_SKEW: Final = 60
_NO_MENU: Final = 46003
_SET_MENU: Final = "运行 daoban wechat menu。"


def opened(settings: Settings, http: httpx.AsyncClient) -> WeChat:
    """The account's interface. The settings have its secret."""
    return WeChat(settings.wechat_appid, settings.wechat_secret or "", http, time.monotonic)


def connected(settings: Settings) -> httpx.AsyncClient:
    """Connections to WeChat, or to what plays it. In production nothing does: the account's secret goes to WeChat alone."""
    return interface(HOST if settings.production else settings.wechat_url or HOST)


async def account(settings: Settings) -> list[Finding]:
    """What is found at WeChat."""
    if not settings.wechat_secret or not settings.wechat_appid:
        return [unseen("微信的接口、菜单、模板：没有 AppID 和 AppSecret")]
    async with connected(settings) as http:
        found = [await _clock(http)]
        wechat = opened(settings, http)
        try:
            await wechat.ready()
        except WeChatFault as fault:
            return [*found, refusal("取不到 access_token", fault), unseen("推送来源、菜单、模板：没有 access_token")]
        found.append(good("取得到 access_token：AppID、AppSecret、IP 白名单都对"))
        looked = [_sources(wechat), _menu(wechat, settings.public_url)]
        if settings.wechat_template:
            looked.append(_template(wechat, settings.wechat_template))
        return [*found, *await asyncio.gather(*looked)]


async def _clock(http: httpx.AsyncClient) -> Finding:
    try:
        answer = await http.get("/", timeout=5.0)
        theirs = parsedate_to_datetime(answer.headers["date"]).timestamp()
    except httpx.HTTPError:
        return unseen("服务器的钟：连不上微信")
    except (KeyError, ValueError):
        return unseen("服务器的钟：微信没有报时")
    apart = round(time.time() - theirs)
    if abs(apart) < _SKEW:
        return good("服务器的钟和微信的差不到一分钟")
    direction = "快" if apart > 0 else "慢"
    return missing(f"服务器的钟比微信的{direction} {abs(apart)} 秒", "打开自动对时（timedatectl set-ntp true）。")


async def _sources(wechat: WeChat) -> Finding:
    try:
        told = await wechat.look("/cgi-bin/getcallbackip")
    except WeChatFault as fault:
        return refusal("取不到微信推送的来源地址", fault)
    listed = told.get("ip_list")
    count = len(listed) if isinstance(listed, list) else 0
    return good(f"微信从 {count} 个地址推送；防火墙按来源放行时要放行它们")


async def _menu(wechat: WeChat, url: str) -> Finding:
    try:
        told = await wechat.look("/cgi-bin/get_current_selfmenu_info")
        ours = shown({"button": menu(url)})
    except WeChatFault as fault:
        return missing("菜单还没有设", _SET_MENU) if fault.code == _NO_MENU else refusal("看不到现在的菜单", fault)
    except BadMenu as fault:
        return missing(f"菜单设不成：{fault}", "DAOBAN_PUBLIC_URL 太长，换短一点的地址。")
    if told.get("is_menu_open") != 1:
        return missing("菜单没有打开", _SET_MENU)
    theirs = told.get("selfmenu_info")
    if not isinstance(theirs, dict) or shown(theirs) != ours:
        return missing("公众号现在的菜单不是导办的", f"{_SET_MENU}原来的菜单会被换掉，要留就先记下来。")
    return good("菜单是导办的")


async def _template(wechat: WeChat, template: str) -> Finding:
    try:
        told = await wechat.look("/cgi-bin/template/get_all_private_template")
    except WeChatFault as fault:
        return refusal("看不到账号的模板", fault)
    content = template_of(told, template)
    if content is None:
        return missing(
            "DAOBAN_WECHAT_TEMPLATE 不是这个账号的模板", "在「模板消息 → 我的模板」里抄模板ID；没有就先选一个。"
        )
    try:
        fitted = read_template(content)
    except Unfit as fault:
        strange = [f"填不了的栏目：{'、'.join(fault.fields)}"] if fault.fields else []
        lacking = [f"没有写{'、'.join(one.value for one in fault.missing)}的栏目"] if fault.missing else []
        return missing(f"模板不合用：{'；'.join((*strange, *lacking))}", "换一个模板，栏目怎么起名见说明的第 8 步。")
    return good(f"模板合用：{'、'.join(one.value for one in fitted.fields.values())}")
