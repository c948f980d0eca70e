"""`daoban serve intake`: the intake in a process of its own, with its own database, its own clients and nothing of applicants."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from actions.apart import Apart
from actions.database import open_engine
from actions.keys import data_cipher
from actions.local_time import now
from actions.settings import Settings, read_settings
from api.intake import open_intake, own_key
from api.intake.alone import create_server
from api.intake.forms_in_force import FormsInForce
from api.printing.printer import LIMITS, Printer

from .elsewhere_composition import open_elsewhere
from .intake_composition import subscribe_ours


def open_intake_alone(host: str | None, port: int | None, root: Path | None) -> tuple[Settings, Any]:
    """The settings and the application; its database is brought to its present shape.

    Raises:
        BadSetting, BadDataKey, WrongDataKey, BadDatabaseUrl, CatalogInvalid, DatabaseUnavailable: nothing was started.
    """
    settings = read_settings(os.environ, intake_alone=True)
    settings = replace(settings, host=host or settings.host, port=port or settings.port, root=root or settings.root)
    cipher = data_cipher(settings.data_key, None if settings.production else settings.var / "keys" / "data.key")
    engine = open_engine(settings.intake_database_url)
    forms = FormsInForce(settings.root, engine, now)
    printer = Apart(Printer, LIMITS)
    elsewhere = open_elsewhere(settings, engine, cipher, now, printer)
    intake = open_intake(
        engine,
        cipher,
        forms,
        now,
        earlier=forms.earlier,
        definitions=forms.definitions,
        printer=printer,
        library=elsewhere.library,
        courier=elsewhere.courier,
        payments=elsewhere.payments,
    )
    if settings.intake_key is not None:
        intake.clients.register(settings.intake_key, "daoban")
    elif not settings.production:
        own_key(settings.var / "keys" / "intake.key", intake.clients)
    subscribe_ours(settings, intake)

    def close() -> None:
        printer.close()
        engine.dispose()

    return settings, create_server(intake, forms, close, elsewhere.routers_with(intake), elsewhere.beside)
