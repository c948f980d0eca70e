"""Where the courier tells intake how far papers are."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter

from ..problems import Problem
from .callback_route import callback_router
from .courier_steps import BadStep, read_step
from .handing_over import HandingOver

PATH: Final = "/intake/v1/courier-steps"


def courier_router(handing_over: HandingOver, secret: str) -> APIRouter:
    """``POST /intake/v1/courier-steps``, for the courier, who knows the secret (``whsec_…``)."""

    def hear(said: Any) -> None:
        try:
            key, step = read_step(said)
        except BadStep as fault:
            raise Problem(422, "bad-step", "这不是寄送的一步。") from fault
        handing_over.heard(key, step)

    return callback_router(PATH, secret, hear)
