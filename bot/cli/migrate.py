"""`daoban migrate`: the databases have the newest shape. Safe to run again, and beside a running server."""

from __future__ import annotations

import os

import typer

from actions.database import BadDatabaseUrl, DatabaseUnavailable, open_engine
from actions.migrating import APPLICANTS, Migrations, upgrade
from actions.settings import BadSetting, Settings, read_settings
from api.courier.migrating import COURIER
from api.intake.migrating import INTAKE
from api.library.migrating import LIBRARY
from api.payments.migrating import PAYMENTS
from api.registers.migrating import REGISTERS


def command() -> None:
    """Upgrades the applicants' database and, where the intake is ours, its own; prints the revisions."""
    try:
        for name, url, migrations in databases(read_settings(os.environ)):
            engine = open_engine(url)
            typer.echo(f"{name} {upgrade(engine, migrations)}")
            engine.dispose()
    except (BadSetting, BadDatabaseUrl, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault


def databases(settings: Settings) -> list[tuple[str, str, Migrations]]:
    """The databases of this installation: name, URL and history."""
    applicants = ("applicants", settings.database_url, APPLICANTS)
    if settings.intake_url or settings.platform:
        return [applicants]
    own = [("intake", INTAKE)]
    own += [("library", LIBRARY)] if settings.library_url is None else []
    own += [("registers", REGISTERS)] if settings.invents_registers else []
    own += [("courier", COURIER)] if settings.courier_url is None else []
    own += [("payments", PAYMENTS)] if settings.plays_payments else []
    return [applicants, *((name, settings.intake_database_url, migrations) for name, migrations in own)]
