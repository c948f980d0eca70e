"""`daoban author-password`: asks for a password and prints what the files of authors and of officers keep of it."""

from __future__ import annotations

import typer

from api.people import BadPeople, hash_password


def command() -> None:
    """Prints one line for ``password`` of somebody in the file that DAOBAN_AUTHORS or DAOBAN_OFFICERS names."""
    password = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一遍", err=True)
    try:
        typer.echo(hash_password(password))
    except BadPeople as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from fault
