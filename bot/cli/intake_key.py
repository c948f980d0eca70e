"""`daoban intake-key`: keys of the systems that hand applications in. A key is printed once and kept nowhere."""

from __future__ import annotations

from typing import Final

import typer

from api.intake import INTAKE, new_client_key
from api.intake.clients import ALL_SCOPES
from api.intake.tables import clients

from .client_keys import Task, check_asked, clients_of, do

_SCOPES: Final = "、".join(sorted(ALL_SCOPES))


def command(
    task: Task = typer.Argument(..., help="new 发一个新的；list 列出发过的；revoke 停用一个。"),  # noqa: B008
    name: str = typer.Argument("", help="new：系统的名字；revoke：list 里的编号。"),
    scope: list[str] = typer.Option(  # noqa: B008
        [], help=f"权限，可以写几次；不写就是全部：{_SCOPES}。"
    ),
) -> None:
    """Makes a key for a client, lists what was made, or ends one. A running intake knows at once."""
    check_asked(task, name, scope, ALL_SCOPES)
    with clients_of(INTAKE, clients) as known:
        do(task, name, frozenset(scope) or ALL_SCOPES, known, new_client_key, "intake-key")
