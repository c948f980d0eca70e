"""By whom applicants sign in: the providers of the operator's file, or invented people in a demonstration."""

from __future__ import annotations

from typing import Any

from actions.opening import Core
from actions.signed_in import SignedIn
from api.demo_provider import demo_provider, open_demo_provider
from api.demo_provider import router as demo_router
from api.sign_in import Attempts, Provider, SigningIn, read_providers


def open_sign_in(core: Core, kept: SignedIn) -> tuple[SigningIn | None, tuple[Any, ...]]:
    """What signs in, and the demo provider's router where there is one. Raises BadProviders."""
    settings, clock = core.settings, core.conversations.clock
    providers: dict[str, Provider] = {}
    routers: tuple[Any, ...] = ()
    if settings.providers is not None:
        providers = read_providers(settings.providers, settings.sign_in_secrets, production=settings.production)
    if not settings.production:
        place = open_demo_provider(core.cipher, clock, f"http://{settings.host}:{settings.port}")
        providers["demo"] = demo_provider(place)
        routers = (demo_router(place),)
    if not providers:
        return None, ()
    return SigningIn(providers, Attempts(core.cipher, clock), kept, clock, settings.public_url), routers
