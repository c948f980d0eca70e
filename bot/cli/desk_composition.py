"""Where applications are handed in: an intake that speaks our API, or a city's own platform by its file."""

from __future__ import annotations

import time
from pathlib import Path

from httpx import AsyncClient

from actions.breaker import Breaker
from actions.gateways.http_submission import HttpSubmission, intake_client
from actions.gateways.platform import PlatformSubmission, Signed, platform_client
from actions.guarded_desk import GuardedDesk
from actions.local_time import now
from actions.ports import Submission
from actions.settings import PlatformAccess, Settings
from bot.catalog import open_platform


def open_desk(settings: Settings, key: str) -> tuple[AsyncClient, GuardedDesk]:
    """The desk, behind a breaker, and the client that it asks with.

    Args:
        key: our Bearer key at an intake; a platform is told its own by the settings.

    Raises:
        CatalogInvalid: the platform's file is not there, or has mistakes.
    """
    if settings.platform is not None:
        client, desk = _platform(settings.platform, settings.root)
    else:
        client, desk = _intake(settings, key)
    return client, GuardedDesk(desk, Breaker(settings.intake_failures, settings.intake_pause, time.monotonic))


def intake_address(settings: Settings) -> str:
    """Where the intake that speaks our API is asked: where the settings say, or else in the server itself."""
    return settings.intake_url or f"http://{settings.host}:{settings.port}"


def _intake(settings: Settings, key: str) -> tuple[AsyncClient, Submission]:
    client = intake_client(intake_address(settings), key)
    return client, HttpSubmission(client)


def _platform(access: PlatformAccess, root: Path) -> tuple[AsyncClient, Submission]:
    platform = open_platform(root, access.name, today=now().date())
    client = platform_client(access.url, Signed(platform.signing, access.key, access.secret))
    return client, PlatformSubmission(client, platform)
