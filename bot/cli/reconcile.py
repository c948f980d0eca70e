"""`daoban reconcile`: compares with intake, mends what is safe to mend, lists the rest. Exit 1 where there is any."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import asdict
from enum import Enum
from typing import Final

import typer

from actions.cipher import Cipher
from actions.database import BadDatabaseUrl, DatabaseUnavailable, open_engine
from actions.keys import BadDataKey, data_cipher
from actions.local_time import now
from actions.reconciling import Reconcile, Reconciled
from actions.settings import Settings
from actions.store import Store
from bot.catalog import CatalogInvalid

from .archive_access import settings_or_exit
from .desk_composition import intake_address, open_desk
from .opening_outbox import writing

#: Lines of one kind of difference that are printed.
_MOST: Final = 50
_WORDS: Final = {
    "unknown_at_intake": "给了申请人编号，受理系统却没有这一件",
    "partly_held": "几张申请表，受理系统只收到一部分",
    "dead": "停了，不再自动试（看 daoban outbox）",
    "waits_long": "等了一天以上",
    "unreadable": "内容打不开",
    "behind": "受理系统有了新的经过，会话里还没有；服务每晚自己补上",
    "unasked": "受理系统没有回答，还不知道",
}


class Format(str, Enum):
    """How the report is printed."""

    text = "text"
    json = "json"


def command(
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用。"),  # noqa: B008
) -> None:
    """Compares once. It may run beside the server, and again at any time.

    Events are not heard here: turns are the server's, by the scenarios that it serves.
    """
    settings = settings_or_exit()
    try:
        file = None if settings.production else settings.var / "keys" / "data.key"
        cipher = data_cipher(settings.data_key, file)
        with writing(settings):
            found = asyncio.run(_reconciled(settings, cipher, _key(settings)))
    except (BadDataKey, BadDatabaseUrl, DatabaseUnavailable, CatalogInvalid) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    typer.echo(
        _text(found, _asked(settings))
        if form is Format.text
        else json.dumps(asdict(found), ensure_ascii=False, indent=2)
    )
    raise typer.Exit(1 if found.differences else 0)


def _key(settings: Settings) -> str:
    """The Bearer key of this installation at intake."""
    file = settings.var / "keys" / "intake.key"
    if settings.platform is not None:
        return ""
    if settings.intake_key is not None:
        return settings.intake_key
    if not file.is_file():
        typer.echo("没有受理系统的密钥：设置 DAOBAN_INTAKE_KEY，或者先运行一次 daoban serve。", err=True)
        raise typer.Exit(1)
    return file.read_text("utf-8").strip()


async def _reconciled(settings: Settings, cipher: Cipher, key: str) -> Reconciled:
    engine = open_engine(settings.database_url)
    try:
        client, desk = open_desk(settings, key)
        async with client:
            return await Reconcile(engine, cipher, Store(engine, cipher, now), desk, now).run()
    finally:
        engine.dispose()


def _asked(settings: Settings) -> str:
    """Where it was asked, and which setting says so."""
    if settings.platform is not None:
        return f"问的是 {settings.platform.url}，由 DAOBAN_PLATFORM_URL 设置"
    if settings.intake_url is not None:
        return f"问的是 {settings.intake_url}，由 DAOBAN_INTAKE_URL 设置"
    return f"问的是 {intake_address(settings)}，由 DAOBAN_HOST、DAOBAN_PORT 设置；serve --port 用了别的端口的，这里也要设置成那个"


def _text(found: Reconciled, asked: str) -> str:
    """The report. ``asked``: where, told where nobody answered."""
    lines = [f"问了 {found.asked} 件，{found.mended} 件其实已经收到、马上办完。"]
    counts = Counter(one.kind for one in found.differences)
    for kind, count in counts.items():
        words = f"{_WORDS[kind]}（{asked}）" if kind == "unasked" else _WORDS[kind]
        lines.append(f"{words}：{count} 件")
        some = [one for one in found.differences if one.kind == kind][:_MOST]
        lines += [f"  {one.about}  {one.detail}".rstrip() for one in some]
    return "\n".join(lines if found.differences else [*lines, "两边一致。"])
