"""Keys of the programs that ask intake, the library or the registers: made and shown once, listed by a mark, ended. A key is kept nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

import typer
from sqlalchemy import Table

from actions.database import BadDatabaseUrl, Database, DatabaseUnavailable, open_engine
from actions.local_time import ZONE, now
from actions.migrating import Migrations, upgrade
from actions.settings import BadSetting, read_settings
from api.intake import Clients


class Task(str, Enum):
    """What is to be done."""

    new = "new"
    list = "list"
    revoke = "revoke"


def check_asked(task: Task, name: str, scopes: list[str], known: frozenset[str]) -> None:
    """What was asked for can be done. Raises typer.BadParameter."""
    if task is not Task.list and not name.strip():
        raise typer.BadParameter("还要写系统的名字，或者密钥的编号。")
    if unknown := sorted(set(scopes) - known):
        raise typer.BadParameter(f"没有权限 {'、'.join(unknown)}；有 {'、'.join(sorted(known))}。")


def do(task: Task, name: str, scopes: frozenset[str], clients: Clients, make: Callable[[], str], command: str) -> None:
    """It is done, and what came of it is printed. Raises typer.Exit where no key has the mark."""
    if task is Task.list:
        for one in clients.listed():
            made = one.created.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
            ended = "  已停用" if one.revoked else ""
            typer.echo(f"{one.mark}  {one.client}  {' '.join(sorted(one.scopes))}  {made}{ended}")
    elif task is Task.new:
        key = make()
        clients.register(key, name.strip(), scopes)
        typer.echo("密钥只显示这一次，请马上存好：", err=True)
        typer.echo(key)
    elif not clients.revoke_listed(name.strip()):
        typer.echo(f"没有编号是 {name.strip()} 的密钥，或者已经停用。编号用 daoban {command} list 看。", err=True)
        raise typer.Exit(1)


@contextmanager
def clients_of(migrations: Migrations, table: Table) -> Iterator[Clients]:
    """The clients in the table of the intake's database. Raises typer.Exit where it cannot be reached."""
    try:
        engine = open_engine(read_settings(os.environ, intake_alone=True).intake_database_url)
        try:
            upgrade(engine, migrations)
            yield Clients(Database(engine), now, table)
        finally:
            engine.dispose()
    except (BadSetting, BadDatabaseUrl, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
