"""`daoban author-password`: asks for a password and prints what the file of authors keeps of it."""

from __future__ import annotations

import typer

from api.authors import BadAuthors, hash_password


def command() -> None:
    """Prints one line for ``password`` of an author in the file that DAOBAN_AUTHORS names."""
    password = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一遍", err=True)
    try:
        typer.echo(hash_password(password))
    except BadAuthors as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from fault
