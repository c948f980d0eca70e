"""`daoban wechat check`: what of an account of WeChat is in order, and what is missing; `daoban wechat menu` sets its menu."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

import typer

from actions.settings import BadSetting, Settings, read_settings
from api.wechat.faults import WeChatFault
from api.wechat.menu import BadMenu, menu
from api.wechat.sending import Sending

from ..archive_access import settings_or_exit
from .account import account, connected, opened
from .address import address
from .databases import databases
from .findings import Finding, Standing, missing, unseen
from .refusals import refusal
from .variables import variables

__all__ = ["command"]


class Task(str, Enum):
    """What is to be done."""

    check = "check"
    menu = "menu"


def command(task: Task = typer.Argument(..., help="check 查缺什么；menu 设置公众号的菜单。")) -> None:  # noqa: B008
    """Prints what was found, or the menu that was set; exit code 1 where something is missing, or could not be looked at."""
    if task is Task.menu:
        _set_menu(settings_or_exit())
        return
    found = []
    for finding in _findings(os.environ):
        typer.echo(str(finding))
        found.append(finding.standing)
    typer.echo(f"\n{_sum(found)}")
    raise typer.Exit(1 if Standing.MISSING in found or Standing.UNSEEN in found else 0)


def _sum(found: Sequence[Standing]) -> str:
    lacking = found.count(Standing.MISSING)
    if lacking:
        return f"还缺 {lacking} 项。"
    return "有没查到的，过几分钟再查一次。" if Standing.UNSEEN in found else "都好了。"


def _findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    """All of them, each as soon as it is known."""
    told = list(variables(environment))
    yield from told
    try:
        settings = read_settings(environment)
    except BadSetting as fault:
        if any(finding.standing is Standing.MISSING for finding in told):
            yield unseen("数据库、公网地址、微信的接口：先把上面的设置改好")
        else:
            yield missing(f"服务用这些设置起不来：{fault}", "照这句话改，设置的清单见 README。")
        return
    yield from databases(settings)
    yield from asyncio.run(address(settings))
    yield from asyncio.run(account(settings))


def _set_menu(settings: Settings) -> None:
    """The account has our menu, which is told. Raises typer.Exit(1), with what is missing, where it has not."""
    if not (settings.wechat_secret and settings.wechat_appid and settings.public_url):
        _exit("设菜单要有 DAOBAN_WECHAT_APPID、DAOBAN_WECHAT_SECRET 和 DAOBAN_PUBLIC_URL。")
    try:
        buttons = menu(settings.public_url)
        asyncio.run(_send(settings, buttons))
    except BadMenu as fault:
        _exit(f"菜单设不成：{fault}")
    except WeChatFault as fault:
        _exit(str(refusal("菜单没有设成", fault)))
    typer.echo("菜单设好了，五分钟里申请人都能看到：")
    for button in buttons:
        typer.echo(f"  {button['name']}")
        for entry in button.get("sub_button", ()):
            typer.echo(f"    {entry['name']}")


async def _send(settings: Settings, buttons: list[dict[str, object]]) -> None:
    async with connected(settings) as http:
        await Sending(opened(settings, http)).menu(buttons)


def _exit(told: str) -> None:
    typer.echo(told, err=True)
    raise typer.Exit(1)
