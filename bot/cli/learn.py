"""`daoban learn`: where people leave and what was not understood; and one action that adds a phrase, or a test of one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

import typer

from actions.cipher import SealBroken
from actions.database import BadDatabaseUrl, Database, DatabaseUnavailable, open_engine
from actions.key_check import WrongDataKey, check_keys
from actions.keys import BadDataKey, data_cipher
from actions.learning.adding import Change, Phrase, Refused, add_phrase, write
from actions.learning.adding_test import Expectation, add_test, passes
from actions.learning.miss_log import KEPT_DAYS
from actions.learning.report import IDLE_DAYS, QuestionReport, report
from actions.local_time import now
from actions.migrating import APPLICANTS, is_current
from actions.settings import BadSetting, Settings, read_settings
from actions.store import Store
from actions.tables import key_checks
from bot.catalog import CatalogInvalid, load
from bot.engine import Catalog

from .learn_page import as_html, as_text


class Format(str, Enum):
    """How the report is printed."""

    text = "text"
    json = "json"
    html = "html"


def command(
    scenario: str = typer.Argument(None, help="只看这个主题；不写就是全部。"),
    days: int = typer.Option(30, "--since", min=1, max=KEPT_DAYS, help="看最近多少天。"),
    idle: int = typer.Option(IDLE_DAYS, "--idle", min=0, help="停了多少天算离开。"),
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用，html 是一个网页。"),  # noqa: B008
    phrase: tuple[str, str] = typer.Option(
        (None, None), "--add-phrase", help="加一个说法：信息项（或 信息项=选项、says、words）和说法。"
    ),
    test: tuple[str, str, str] = typer.Option(
        (None, None, None), "--add-test", help="加一条核对：信息项（或 routing）、说法、应当听成的值。"
    ),
    yes: bool = typer.Option(None, "--yes/--no", help="说法的意思是「是」还是「不是」。"),
    home: str = typer.Option(None, "--scenario", help="说法加到这个主题里。"),
    root: Path = typer.Option(Path(), "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Prints the report; or adds a phrase or a test, proven before anything is written."""
    today = now().date()
    if phrase[0] is not None and test[0] is not None:
        typer.echo("--add-phrase 和 --add-test 一次只能用一个。", err=True)
        raise typer.Exit(2)
    if phrase[0] is not None:
        target, _, option = phrase[0].partition("=")
        wanted = Phrase(target, phrase[1], option or None, yes, home)
        _write(root, lambda: add_phrase(root, wanted, today=today))
    elif test[0] is not None:
        change = _write(root, lambda: add_test(root, Expectation(*test, home), today=today))
        raise typer.Exit(0 if passes(change) else 1)
    else:
        _print(root, today, scenario, days, idle, form)


def _write(root: Path, make: Callable[[], Change]) -> Change:
    """The change, written and shown; exit code 1 with the reasons when it is refused."""
    try:
        change = make()
        write(root, change)
    except Refused as refusal:
        typer.echo("没有写。" + "\n".join(refusal.reasons), err=True)
        raise typer.Exit(1) from refusal
    except CatalogInvalid as mistakes:
        typer.echo(f"没有写。\n{mistakes}", err=True)
        raise typer.Exit(1) from mistakes
    before = change.before.splitlines()
    for number, line in enumerate(change.after.splitlines(), 1):
        if number > len(before) or line not in before:
            shown = line.strip()
            typer.echo(f"{change.file}:{number}  {shown if len(shown) <= 80 else f'{shown[:40]} …… {shown[-30:]}'}")
    typer.echo("\n".join(change.proof))
    return change


def _print(root: Path, today: date, scenario: str | None, days: int, idle: int, form: Format) -> None:
    try:
        catalog = load(root, today=today)
        if scenario is not None and scenario not in catalog.current:
            typer.echo(f"没有主题 {scenario}。有：{'、'.join(catalog.current)}", err=True)
            raise typer.Exit(2)
        found = _report(read_settings(os.environ), catalog, scenario, days, idle)
    except (
        BadSetting,
        BadDataKey,
        WrongDataKey,
        BadDatabaseUrl,
        CatalogInvalid,
        DatabaseUnavailable,
        SealBroken,
    ) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    typer.echo(_PRINT[form](found, days))


def _report(settings: Settings, catalog: Catalog, scenario: str | None, days: int, idle: int) -> list[QuestionReport]:
    engine = open_engine(settings.database_url)
    if not is_current(engine, APPLICANTS):
        typer.echo("数据库还没有建好，或者是旧的样子。先运行 daoban migrate，或者先启动一次服务。", err=True)
        raise typer.Exit(1)
    cipher = data_cipher(settings.data_key, None if settings.production else settings.var / "keys" / "data.key")
    check_keys(Database(engine), cipher, key_checks)
    store = Store(engine, cipher, now)
    return report(store, engine, cipher, catalog, now=now(), days=days, idle_days=idle, scenario=scenario)


def _json(found: list[QuestionReport], days: int) -> str:
    return json.dumps([{**asdict(one), "harm": one.harm} for one in found], ensure_ascii=False, indent=2)


_PRINT: Final[dict[Format, Callable[[list[QuestionReport], int], str]]] = {
    Format.text: as_text,
    Format.json: _json,
    Format.html: as_html,
}
