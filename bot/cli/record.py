"""`daoban record`: a story from a stored conversation, with everything personal replaced."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from actions.cipher import SealBroken
from actions.database import BadDatabaseUrl, Database, DatabaseUnavailable, open_engine
from actions.key_check import WrongDataKey, check_keys
from actions.keys import BadDataKey, data_cipher
from actions.local_time import ZONE, now
from actions.settings import BadSetting, read_settings
from actions.store import Store
from actions.stories.retelling import Retold, retell
from actions.stories.story_text import NotWritten, write_story
from actions.tables import key_checks
from bot.nlu import Understander

from .opening_files import ROOT, load_or_exit


def command(
    conversation: str = typer.Option(..., metavar="编号", help="对话的编号。"),
    out: Path = typer.Option(..., metavar="文件", help="写到这个文件，不能是已经有的。"),  # noqa: B008
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Writes the story, or says why not; nothing is written while anything personal would stand in it."""
    if out.exists():
        raise typer.BadParameter(f"已经有 {out} 了，换一个名字。", param_hint="--out")
    store = _store()
    try:
        row, turns = store.find(conversation), store.turns_after(conversation, 0)
        if row is None or not turns:
            raise NotWritten("没有这个编号的对话，或者还没有说过话。")
        catalog = load_or_exit(root, now().date())
        understander = Understander(catalog)
        text, told = retell(row.case, catalog, understander, turns[0].at.astimezone(ZONE).date())
        failures = write_story(out, text, catalog, understander)
    except (NotWritten, SealBroken, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    for failure in failures:
        typer.echo(str(failure), err=True)
    if not failures:
        _print(out, told)
    raise typer.Exit(1 if failures else 0)


def _store() -> Store:
    """The store of the settings, as it is: nothing is upgraded, and no key is made."""
    try:
        settings = read_settings(os.environ)
        file = settings.var / "keys" / "data.key"
        if settings.data_key is None and not file.exists():
            raise BadDataKey("没有数据密钥，打不开对话：设 DAOBAN_DATA_KEY，或者在服务运行的文件夹里运行。")
        cipher = data_cipher(settings.data_key, file)
        engine = open_engine(settings.database_url)
        check_keys(Database(engine), cipher, key_checks)
        return Store(engine, cipher, now)
    except (BadSetting, BadDataKey, WrongDataKey, BadDatabaseUrl, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault


def _print(out: Path, told: Retold) -> None:
    typer.echo(f"写好了 {out}，共 {len(told.turns)} 句，跑一遍已经通过。")
    if told.reworded:
        typer.echo(f"换了说法的：{'、'.join(told.reworded)}")
    if told.left_out:
        typer.echo(f"没有录进去的：{'、'.join(told.left_out)}")
    typer.echo("个人信息都换成了编的；交给别人以前请再看一遍。")
