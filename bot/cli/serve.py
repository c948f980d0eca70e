"""`daoban serve`: the applicant's API hosted by Rasa's agent, the page, the outbox, and the intake where none is named.

`daoban serve intake` is the intake alone.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any, Final

import typer
import uvicorn

from actions.conversations import Conversations
from actions.database import BadDatabaseUrl, DatabaseUnavailable
from actions.gateways.clamav import BadScannerAddress
from actions.key_check import WrongDataKey
from actions.keys import BadDataKey
from actions.opening import Core, open_core
from actions.settings import BadSetting, Settings, read_settings
from api.app import create_app
from api.dialogue import Dialogue, DirectDialogue
from api.library.demo.holders import BadHolders
from api.library.register import BadRegister
from api.people import BadPeople
from api.printing import needs
from api.registers.reference import BadReference
from api.services import Beside
from api.sign_in import BadProviders
from bot.catalog import CatalogInvalid

from .composition import open_services
from .intake_server import open_intake_alone
from .logs import configure_logs

_LOG: Final = logging.getLogger("daoban")
_CANNOT_START: Final = (
    BadSetting, BadDataKey, WrongDataKey, BadPeople, CatalogInvalid, BadDatabaseUrl, DatabaseUnavailable,
    BadScannerAddress, BadRegister, BadHolders, BadReference, BadProviders,
)  # fmt: skip


class Part(str, Enum):
    """What is served."""

    all = "all"
    intake = "intake"


def command(
    part: Part = typer.Argument(Part.all, help="all 是申请人的服务（没有另设受理时连同受理）；intake 只有受理。"),  # noqa: B008
    host: str = typer.Option(None, help="监听的地址；默认 127.0.0.1。"),
    port: int = typer.Option(None, help="监听的端口；默认 8000。"),
    root: Path = typer.Option(None, help="放 forms/ 和 scenarios/ 的文件夹；默认是这个项目。"),  # noqa: B008
    rasa: bool = typer.Option(True, help="由 Rasa 的 Agent 承载对话；--no-rasa 直接用引擎。"),
) -> None:
    """Serves until it is told to stop; a turn under way is finished first."""
    configure_logs()
    try:
        if part is Part.intake:
            settings, app = open_intake_alone(host, port, root)
        else:
            settings, app = _open_all(host, port, root, rasa)
    except _CANNOT_START as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    # What is loaded by now stays for good; looking it through for garbage would stop the server for a tenth of a second.
    gc.collect()
    gc.freeze()
    _LOG.info("serving http://%s:%s", settings.host, settings.port)
    # websockets 10.4 is Rasa's pin and newer uvicorn cannot use it; nothing here needs WebSocket.
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        ws="none",
        log_level="warning",
        access_log=False,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=10,
    )


def _open_all(host: str | None, port: int | None, root: Path | None, rasa: bool) -> tuple[Settings, Any]:
    settings = read_settings(os.environ)
    settings = replace(settings, host=host or settings.host, port=port or settings.port, root=root or settings.root)
    core = open_core(settings)
    services = open_services(core, _host(settings.model) if rasa else DirectDialogue)
    if rasa and (stream := _event_stream(core)) is not None:
        services = replace(services, beside=(*services.beside, stream))
    _tell_of_printing()
    return settings, create_app(services)


def _tell_of_printing() -> None:
    """Who starts the server learns what it cannot do, and how to change that."""
    for packages, what in ((needs.missing(), "PDFs cannot be made"), (needs.slowing(), "PDFs take long to make")):
        if packages:
            names = " ".join(packages)
            _LOG.warning("%s: %s missing; on Debian: apt-get install --no-install-recommends %s", what, names, names)


def _event_stream(core: Core) -> Beside | None:
    """What publishes turns through Rasa's event broker; None where none is configured."""
    from bot.components.event_stream import EventStream, configured  # noqa: PLC0415 - as below

    broker = configured(core.settings.endpoints)
    if broker is None:
        return None
    stream = EventStream(broker, lambda conversation: core.cipher.mark("event stream", conversation).hex()[:32])
    core.conversations.listen(stream.hear)
    found: Beside = stream
    return found


def _host(model: Path) -> Callable[[Conversations], Dialogue]:
    from bot.components.host import NoModel, rasa_host  # noqa: PLC0415 - Rasa takes two seconds to import

    try:
        host: Callable[[Conversations], Dialogue] = rasa_host(model)
    except NoModel as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    return host
