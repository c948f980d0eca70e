"""A provider's claims -> who that is. What is not told as the file says it would be is never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from actions.principals import AGENT, FIRM, PERSON, Mandate, Party, Principal

from .failing import SignInFailed, unproven
from .provider import Claims, Provider

_LONGEST: Final = 100


def principal_of(provider: Provider, claims: Mapping[str, Any], today: date) -> Principal:
    """Who the claims tell of; its id is still empty.

    Raises:
        SignInFailed: a firm is told without how they act for it, or the mandate is over.
    """
    names = provider.claims
    firm_name, firm_number = _text(claims, names.firm_name), _text(claims, names.firm_number)
    firm, mandate = None, None
    if firm_name or firm_number:
        if not firm_name or not firm_number:
            raise unproven("half_a_firm")
        firm, mandate = Party(FIRM, firm_name, firm_number), _mandate(names, claims)
        if mandate.until is not None and mandate.until < today:
            raise SignInFailed(
                "mandate_over",
                f"「{firm_name}」的委托到 {mandate.until.isoformat()} 为止，已经过期，不能再代它办。请单位重新委托以后再登录。",
                403,
            )
    number = _text(claims, names.number)
    return Principal(
        id="",
        provider=provider.id,
        person=Party(PERSON, _text(claims, names.name), number),
        verified=bool(number) and _is_verified(names, claims),
        firm=firm,
        mandate=mandate,
    )


def _is_verified(names: Claims, claims: Mapping[str, Any]) -> bool:
    if not names.verified:
        return names.always_verified
    value = claims.get(names.verified)
    told = str(value).lower() if isinstance(value, bool) else str(value)
    return told in names.verified_values


def _mandate(names: Claims, claims: Mapping[str, Any]) -> Mandate:
    role = names.roles.get(_text(claims, names.role))
    if role is None:
        raise unproven("unknown_role")
    if role != AGENT:
        return Mandate(role)
    return Mandate(role, _items(names, claims), _until(names, claims))


def _items(names: Claims, claims: Mapping[str, Any]) -> frozenset[str]:
    """The items; none told means all. An empty list would mean none at all, which a mandate cannot say."""
    told = claims.get(names.items) if names.items else None
    if told is None:
        return frozenset()
    if not isinstance(told, list) or not told or not all(isinstance(one, str) and one for one in told):
        raise unproven("bad_items")
    return frozenset(told)


def _until(names: Claims, claims: Mapping[str, Any]) -> date | None:
    told = claims.get(names.until) if names.until else None
    if told is None:
        return None
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError) as fault:
        raise unproven("bad_until") from fault


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name) if name else None
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        raise unproven("bad_claim")
    return value.strip()
