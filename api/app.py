"""The application built from its services."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter, FastAPI

from . import errors
from .openapi import publish
from .routes import (
    afterwards,
    catalog,
    conversations,
    desk,
    documents,
    drafts,
    editing,
    exchange,
    files,
    following,
    handover,
    health,
    identities,
    licences,
    page,
    printing,
    rest,
    review,
    rights,
    session,
    sign_in,
    studio,
    taking,
    themes,
    upload_limits,
    wechat,
)
from .security import Guard
from .services import Services
from .wechat.opening import open_answering


def create_app(services: Services) -> FastAPI:
    """The applicant's API, the page, Rasa's REST channel, and the intake where it is mounted here."""

    channel = services.wechat
    answering = open_answering(services, channel) if channel is not None else None

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = asyncio.Event()
        own = (services.worker, services.nightly, services.in_force, services.scanning, services.rights.retention)
        loops = (*own, answering, *services.beside)
        working = [asyncio.create_task(one.run_forever(stop)) for one in loops if one is not None]
        yield
        stop.set()
        services.printer.close()
        services.examiner.close()
        if services.studio is not None:
            services.studio.close()
        await asyncio.gather(*working)
        for connections in channel.connections if channel is not None else ():
            await connections.aclose()

    app = FastAPI(title="Daoban", version="1", lifespan=lifespan, docs_url=None, redoc_url=None, redirect_slashes=False)
    for router in (
        conversations.router(services),
        following.router(services),
        editing.router(services),
        afterwards.router(services),
        printing.router(services),
        documents.router(services),
        files.router(services),
        upload_limits.router(services),
        drafts.router(services),
        handover.router(services),
        taking.router(services),
        rights.router(services),
        *_held_elsewhere(services),
        *((identities.router(services),) if services.identities else ()),
        *_sign_in(services),
        rest.router(services),
        health.router(services),
        page.router(services),
        catalog.router(services),
        themes.router(services),
        *((studio.router(services.studio),) if services.studio is not None else ()),
        *((review.router(services.review),) if services.review is not None else ()),
        *((desk.router(services.window),) if services.window is not None else ()),
        *(wechat.routers(services, channel, answering) if channel is not None and answering is not None else ()),
        *services.intake,
    ):
        app.include_router(router)
    errors.install(app)
    app.add_middleware(Guard)
    publish(app)
    return app


def _held_elsewhere(services: Services) -> tuple[APIRouter, ...]:
    """Nothing where nobody asks others about who is signed in."""
    held = services.exchange
    return () if held is None else (exchange.router(services, held), licences.router(services, held))


def _sign_in(services: Services) -> tuple[APIRouter, ...]:
    """Nothing where there is nobody to sign in by."""
    signing_in = services.signing_in
    return () if signing_in is None else (sign_in.router(services, signing_in), session.router(services, signing_in))
