"""One inbound thing: what somebody said, chose or edited, or how an effect ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

from .clerks import ClerkReport
from .commands import Command
from .happenings import RatingAnswered, StatusReported
from .known import ExchangeBarred, ExchangeOffered, ExchangeWithdrawn, Prefill
from .values import Json


@dataclass(frozen=True, slots=True)
class EffectDone:
    """An effect succeeded. ``effect`` is its key; ``result`` e.g. ``{"references": {form: reference}}``."""

    effect: str
    result: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EffectFailed:
    """An effect failed for good; ``code`` says how (``refused``, ``unreachable``), ``problems`` where."""

    effect: str
    code: str
    problems: tuple[Mapping[str, Json], ...] = ()


Report = Union[
    EffectDone, EffectFailed, ExchangeOffered, ExchangeBarred, ExchangeWithdrawn, Prefill, StatusReported, RatingAnswered,
    ClerkReport,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """One inbound thing.

    Args:
        id: the inbound message's own id, unique within the conversation; the same id twice is taken once.
        source: ``said``, ``chosen``, ``form`` or ``clerk``: the provenance of the values in ``commands``.
        report: how an effect ended, what others hold about the applicant, what intake tells of an application or a rating, or what a clerk does; then ``commands`` is empty.
        files: material -> ids of the files that would be handed in now.
        by: id of the clerk, where ``actor`` is one.
        previewed: the applicant has seen what the correction does and wants it: it is not previewed again.
    """

    id: str
    commands: tuple[Command, ...] = ()
    raw: str = ""
    source: str = "said"
    actor: str = "applicant"
    by: str = ""
    report: Report | None = None
    previewed: bool = False
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
