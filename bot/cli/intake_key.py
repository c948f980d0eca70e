"""`daoban intake-key`: keys of the systems that hand applications in. A key is printed once and kept nowhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Final

import typer

from actions.database import BadDatabaseUrl, Database, DatabaseUnavailable, open_engine
from actions.local_time import ZONE, now
from actions.migrating import upgrade
from actions.settings import BadSetting, read_settings
from api.intake import INTAKE, Clients, new_client_key
from api.intake.clients import ALL_SCOPES

_SCOPES: Final = "、".join(sorted(ALL_SCOPES))


class Task(str, Enum):
    """What is to be done."""

    new = "new"
    list = "list"
    revoke = "revoke"


def command(
    task: Task = typer.Argument(..., help="new 发一个新的；list 列出发过的；revoke 停用一个。"),  # noqa: B008
    name: str = typer.Argument("", help="new：系统的名字；revoke：list 里的编号。"),
    scope: list[str] = typer.Option(  # noqa: B008
        [], help=f"权限，可以写几次；不写就是全部：{_SCOPES}。"
    ),
) -> None:
    """Makes a key for a client, lists what was made, or ends one. A running intake knows at once."""
    if task is not Task.list and not name.strip():
        raise typer.BadParameter("还要写系统的名字，或者密钥的编号。")
    if unknown := sorted(set(scope) - ALL_SCOPES):
        raise typer.BadParameter(f"没有权限 {'、'.join(unknown)}；有 {_SCOPES}。")
    with _clients() as clients:
        if task is Task.list:
            for one in clients.listed():
                made = one.created.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
                ended = "  已停用" if one.revoked else ""
                typer.echo(f"{one.mark}  {one.client}  {' '.join(sorted(one.scopes))}  {made}{ended}")
        elif task is Task.new:
            key = new_client_key()
            clients.register(key, name.strip(), frozenset(scope) or ALL_SCOPES)
            typer.echo("密钥只显示这一次，请马上存好：", err=True)
            typer.echo(key)
        elif not clients.revoke_listed(name.strip()):
            typer.echo(f"没有编号是 {name.strip()} 的密钥，或者已经停用。编号用 daoban intake-key list 看。", err=True)
            raise typer.Exit(1)


@contextmanager
def _clients() -> Iterator[Clients]:
    """The clients of the intake's database. Raises typer.Exit where it cannot be reached."""
    try:
        engine = open_engine(read_settings(os.environ, intake_alone=True).intake_database_url)
        try:
            upgrade(engine, INTAKE)
            yield Clients(Database(engine), now)
        finally:
            engine.dispose()
    except (BadSetting, BadDatabaseUrl, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
