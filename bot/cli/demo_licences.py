"""`daoban demo-licences`: the invented holders and their licences are in the reference library. Not in production."""

from __future__ import annotations

from typing import Final

import typer

from actions.cipher import Cipher
from actions.database import BadDatabaseUrl, DatabaseUnavailable, open_engine
from actions.key_check import WrongDataKey
from actions.keys import BadDataKey, data_cipher
from actions.local_time import now
from actions.settings import Settings
from api.library.app import open_library
from api.library.demo.holders import BadHolders
from api.library.demo.putting_in import put_in
from api.library.register import BadRegister

from .archive_access import settings_or_exit

_CANNOT: Final = (BadDataKey, WrongDataKey, BadDatabaseUrl, DatabaseUnavailable, BadHolders, BadRegister)


def command() -> None:
    """Puts them in; again, it changes nothing. It may run beside the server."""
    settings = settings_or_exit()
    if settings.production:
        typer.echo("正式环境不放演示数据。", err=True)
        raise typer.Exit(1)
    if settings.library_url is not None:
        typer.echo("用的是别处的证照库（DAOBAN_LIBRARY_URL），演示数据只放进自带的。", err=True)
        raise typer.Exit(1)
    try:
        new = _put_in(settings, data_cipher(settings.data_key, settings.var / "keys" / "data.key"))
    except _CANNOT as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    typer.echo(f"新放进 {new} 张演示证照。")


def _put_in(settings: Settings, cipher: Cipher) -> int:
    engine = open_engine(settings.intake_database_url)
    try:
        return put_in(open_library(engine, cipher, now))
    finally:
        engine.dispose()
