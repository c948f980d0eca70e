"""`daoban migrate`: both databases have the newest shape."""

from __future__ import annotations

import os

import typer

from actions.database import open_engine
from actions.migrating import APPLICANTS, upgrade
from api.intake import INTAKE
from actions.settings import read_settings


def command() -> None:
    """Upgrades the applicants' database and, where the intake is ours, its own; prints the revisions."""
    settings = read_settings(os.environ)
    typer.echo(f"applicants {upgrade(open_engine(settings.database_url), APPLICANTS)}")
    if settings.intake_url is None:
        typer.echo(f"intake {upgrade(open_engine(settings.intake_database_url), INTAKE)}")
