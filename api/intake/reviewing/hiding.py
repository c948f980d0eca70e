"""What of an application is not shown before somebody asks for it: numbers of certificates and of telephones."""

from __future__ import annotations

from typing import Any, Final

from actions.masking import mask, scrub
from bot.engine.facts import Fact

#: Kinds of values that tell who somebody is, or reach them.
_KINDS: Final = frozenset({"id_card", "mobile", "phone", "email"})
#: Characters of a text from elsewhere than the form that are shown.
_LONGEST: Final = 2000


def is_hidden(fact: Fact | None) -> bool:
    """Whether the fact's values are shown in full only on demand."""
    if fact is None:
        return False
    # The dictionary names numbers so; those of somebody's certificates are personal, a shop's are public.
    certificate = fact.id.endswith("_no") and fact.sensitivity != "public"
    return certificate or fact.kind in _KINDS or fact.sensitivity == "sensitive"


def hidden(shown: str) -> str:
    """The value with most of it masked; a short one wholly."""
    masked = mask("sensitive", shown)
    return masked if masked != shown else "*" * len(shown)


def plain(value: Any) -> str:
    """A value from outside the form's fields as text, without the numbers that identify or reach somebody."""
    told = _text(value)
    return scrub(told if len(told) <= _LONGEST else told[:_LONGEST] + "……")


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "，".join(f"{name}：{_text(inner)}" for name, inner in value.items())
    return "；".join(_text(inner) for inner in value) if isinstance(value, list) else str(value)
