"""`daoban outbox`: what waits to be handed in and what is dead; `retry ID|all` tries the dead again, `show ID` tells of one."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import Any, Final

import typer

from actions.dead_letters import Contents, Letter
from actions.keys import BadDataKey, data_cipher
from actions.local_time import ZONE
from actions.settings import Settings
from actions.store_statements import DEAD

from .archive_access import settings_or_exit
from .opening_outbox import looking, writing

_STATES: Final = {"waiting": "等着交", "dead": "停了"}


class Action(str, Enum):
    """What is to be done."""

    list = "list"
    show = "show"
    retry = "retry"


class Format(str, Enum):
    """How the list is printed."""

    text = "text"
    json = "json"


def command(
    action: Action = typer.Argument(Action.list, help="list 列出来，show 看一件，retry 再试。"),  # noqa: B008
    which: str = typer.Argument(None, help="哪一件：list 列出来的编号；retry 也可以写 all，就是所有停了的。"),
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用。"),  # noqa: B008
) -> None:
    """Lists, shows, or tries again what is not handed in yet. No personal data is shown."""
    settings = settings_or_exit()
    if action is Action.list:
        with looking(settings) as letters:
            rows = letters.all()
        typer.echo(_listed(rows) if form is Format.text else json.dumps([_told(row) for row in rows], indent=2))
    elif action is Action.show:
        _show(settings, _number(which), form)
    else:
        _retry(settings, which)


def _show(settings: Settings, row: int, form: Format) -> None:
    try:
        cipher = data_cipher(settings.data_key, None if settings.production else settings.var / "keys" / "data.key")
    except BadDataKey as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    with looking(settings) as letters:
        found, contents = letters.one(row), letters.contents(row, cipher)
    if found is None:
        typer.echo(f"没有还没办完的 {row} 号。", err=True)
        raise typer.Exit(2)
    if form is Format.json:
        typer.echo(json.dumps({**_told(found), "contents": _contents(contents)}, ensure_ascii=False, indent=2))
        return
    typer.echo(_listed([found]))
    if contents is None:
        typer.echo("内容打不开：是用现在没有配置的数据密钥加密的，或者坏了。")
        return
    forms = "、".join(f"{name}（{count} 项内容）" for name, count in contents.forms.items())
    typer.echo(f"办件 {contents.conversation or '（别的渠道，不显示）'}")
    typer.echo("  ".join(filter(None, (forms, f"材料 {contents.materials} 种", "、".join(contents.references)))))


def _retry(settings: Settings, which: str | None) -> None:
    with writing(settings) as letters:
        rows = [row.id for row in letters.all() if row.state == DEAD] if which == "all" else [_number(which)]
        done = [row for row in rows if letters.retry(row)]
    if which != "all" and not done:
        typer.echo(f"没有还没办完的 {which} 号。", err=True)
        raise typer.Exit(2)
    typer.echo(f"{len(done)} 件马上再试；正在运行的服务会接着交。" if done else "没有停了的。")


def _number(which: str | None) -> int:
    if which is None or not (which.isascii() and which.isdigit()) or len(which) > 18:
        typer.echo("要写编号，daoban outbox 会列出来。", err=True)
        raise typer.Exit(2)
    return int(which)


def _listed(rows: list[Letter]) -> str:
    lines = [
        "  ".join(
            filter(
                None,
                (
                    str(row.id),
                    row.kind,
                    "正在交" if row.is_claimed else _STATES.get(row.state, row.state),
                    f"试了 {row.tries} 次",
                    row.last_error or "",
                    f"{_when(row.since)} 起",
                    f"{_when(row.died)} 停的" if row.died is not None else f"下次 {_when(row.next_at)}",
                ),
            )
        )
        for row in rows
    ]
    dead = sum(row.state == DEAD for row in rows)
    return "\n".join([*lines, f"共 {len(rows)} 件没办完，其中 {dead} 件停了。"])


def _told(row: Letter) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "state": row.state,
        "tries": row.tries,
        "last_error": row.last_error,
        "since": row.since.isoformat(),
        "next_at": row.next_at.isoformat(),
        "died": row.died.isoformat() if row.died is not None else None,
        "claimed": row.is_claimed,
    }


def _contents(found: Contents | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "conversation": found.conversation,
        "forms": dict(found.forms),
        "materials": found.materials,
        "references": list(found.references),
    }


def _when(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
