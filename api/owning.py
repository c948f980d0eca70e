"""Whose own things a request asks for: who is signed in, for themselves or for the firm that they answer for; nobody else."""

from __future__ import annotations

from fastapi import Request

from actions.local_time import ZONE
from actions.masking import mask
from actions.principals import LEGAL_REP, PERSON, Party, Principal

from .letting_in import signed_in
from .problems import Problem
from .services import Services


def owner(services: Services, request: Request) -> Principal:
    """Who is signed in, where what is held about the subject is theirs to see.

    Raises:
        Problem: 401 nobody is, or nobody has checked their papers; 403 they are another's agent, or do not act for the firm any more.
    """
    principal = services.principal(signed_in(services, request))
    if principal is None or not principal.verified or not principal.subject.number:
        raise Problem(401, "not-signed-in", "请先登录（实名）。")
    if principal.firm is None:
        return principal
    mandate = principal.mandate
    if mandate is None or mandate.role != LEGAL_REP:
        # A mandate is for applying, and not for reading what the firm ever told anybody.
        raise Problem(403, "not-for-agents", "证照和以前的申请，只给本人、本单位的法定代表人（负责人）看。")
    if mandate.until is not None and mandate.until < services.conversations.clock().astimezone(ZONE).date():
        raise Problem(403, "mandate-over", f"代「{principal.firm.name}」办事到 {mandate.until} 为止，已经过期。")
    return principal


def parties(principal: Principal) -> tuple[Party, ...]:
    """Whose things are their own: the firm that they answer for, and themselves, as far as their numbers are known."""
    both = (principal.subject, principal.person)
    return tuple(dict.fromkeys(one for one in both if one.number))


def told_party(party: Party) -> dict[str, str]:
    """The party as it is shown: a person's number masked, a firm's public one whole."""
    return {"kind": party.kind, "name": party.name, "number": told_number(party, party.number)}


def told_number(party: Party, number: str) -> str:
    """A number of the party's: masked where it is a person's."""
    return mask("sensitive", number) if party.kind == PERSON else number
