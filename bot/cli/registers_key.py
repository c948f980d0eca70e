"""`daoban registers-key`: keys of the programs that ask the base registers, or speak for whom they are about. Printed once and kept nowhere."""

from __future__ import annotations

from typing import Final

import typer

from api.intake import new_client_key
from api.registers.migrating import REGISTERS
from api.registers.services import ALL_SCOPES, OWN_APPLICANTS
from api.registers.tables import clients

from .client_keys import Task, check_asked, clients_of, do

_SCOPES: Final = "、".join(sorted(ALL_SCOPES))


def command(
    task: Task = typer.Argument(..., help="new 发一个新的；list 列出发过的；revoke 停用一个。"),  # noqa: B008
    name: str = typer.Argument("", help="new：系统的名字；revoke：list 里的编号。"),
    scope: list[str] = typer.Option(  # noqa: B008
        [], help=f"权限，发新的时候至少写一项，可以写几次：{_SCOPES}。"
    ),
) -> None:
    """Makes a key for a client, lists what was made, or ends one. Running registers know at once."""
    check_asked(task, name, scope, ALL_SCOPES)
    # The log tells whom a question was about who asked it: nobody else may bear our name there.
    if task is Task.new and name.strip() == OWN_APPLICANTS:
        raise typer.BadParameter(f"{OWN_APPLICANTS} 是自己用的名字，换一个。")
    if task is Task.new and not scope:
        raise typer.BadParameter(f"要写 --scope：{_SCOPES}。")
    with clients_of(REGISTERS, clients) as known:
        do(task, name, frozenset(scope), known, lambda: new_client_key("registers"), "registers-key")
