"""Requests that are signed as Standard Webhooks say: read whole, bounded, and refused where the signature is wrong or old."""

from __future__ import annotations

import logging
from typing import Any, Final

import orjson
from fastapi import Request
from standardwebhooks import Webhook

from .problems import Problem
from .security import read_body

#: Bytes of a signed request.
_LARGEST: Final = 1 << 20
_LOG: Final = logging.getLogger("daoban.signed")


async def signed_json(webhook: Webhook, request: Request) -> Any:
    """What the body says, if its signature is right and not older than five minutes. Raises Problem 401, 413."""
    body = await read_body(request, _LARGEST)
    try:
        webhook.verify(body, dict(request.headers), json_parse=False)
        return orjson.loads(body)
    except Exception as fault:  # the library raises whatever a malformed header makes it stumble over
        _LOG.warning("%s was not signed as it should be: %s", request.url.path, type(fault).__name__)
        raise Problem(401, "unauthorized", "签名不对。") from fault
