"""What asks others about who is signed in, put together: the library by the applicants' side's own key, and the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from httpx import AsyncClient

from actions.conversations import Conversations
from actions.exchange.dossier import Dossier
from actions.exchange.exchange import Exchange
from actions.exchange.handlers import PrincipalOf, end_consent, keep_earlier, seek_facts
from actions.gateways.http_licences import HttpLicences, licences_client
from actions.opening import Core
from actions.outbox_worker import Handler
from actions.principals import Principal
from actions.registers import Registers
from actions.signed_in import SignedIn
from api.identities import Identity

from .elsewhere_composition import reader_key


def open_exchange(core: Core, registers: Registers | None) -> tuple[Exchange, tuple[AsyncClient, ...]]:
    """What knows whom to ask, and the connections to be closed at the end.

    Without an address and a key of its own there is a library to ask only where the reference one is in this process.
    """
    settings, clock = core.settings, core.conversations.clock
    dossier = Dossier(core.engine, core.cipher, clock)
    url, key = settings.library_url, settings.library_reader_key
    if url is None and settings.intake_url is None and settings.platform is None:
        url, key = f"http://{settings.host}:{settings.port}", reader_key(core.cipher)
    if url is None or key is None:
        return Exchange(core.sources, dossier, None, registers, clock), ()
    client = licences_client(url, key)
    return Exchange(core.sources, dossier, HttpLicences(client), registers, clock), (client,)


def principals_of(identities: Mapping[str, Identity], kept: SignedIn) -> PrincipalOf:
    """Who is signed in under an identity: one of those that a demonstration has, or who signed in by a provider."""

    def of(identity: str | None) -> Principal | None:
        if identity is None:
            return None
        found = identities.get(identity)
        return found.principal if found is not None else kept.of(identity)

    return of


def exchange_work(exchange: Exchange, conversations: Conversations, of: PrincipalOf) -> dict[str, Handler]:
    """The outbox's kinds of work that are about what others hold."""
    return {
        "facts": partial(seek_facts, exchange, conversations, of),
        "consent": partial(end_consent, exchange, conversations, of),
        "dossier": partial(keep_earlier, exchange.dossier, conversations, of),
    }
