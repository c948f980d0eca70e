"""A licence as the library tells it: whole to who may read it, and to everybody that it is valid, with its holder masked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from actions.local_time import ZONE
from actions.masking import mask

from .consents import Consent
from .identifier import read_identifier
from .licences import VALID, Held
from .register import LicenceType, Register
from .uses import Use

#: 「valid」 and so on in words.
WORDS: Final = {
    "valid": "有效", "not_yet": "还没有生效", "expired": "已过有效期", "superseded": "已换发新版本", "recalled": "已撤回", "revoked": "已撤销",
}  # fmt: skip
#: Of a valid one whose last day nobody told: 「有效」 alone would read as for ever.
_NO_TERM: Final = "（未登记有效期，以证面为准）"
_INVENTED: Final = "（演示数据，人和内容都是编造的）"
#: What a licence's own number is called on it, the surest first.
_NUMBERS: Final = (
    "许可证编号", "许可证号", "备案编号", "证书编号", "证书编码", "证书号码", "注册证号", "登记号", "证号", "编号", "文号", "统一社会信用代码",
)  # fmt: skip
#: Names up to this long are taken for a person's.
_PERSON: Final = 4


def told(held: Held, register: Register, today: date) -> dict[str, Any]:
    """Everything that the library holds of it."""
    body = held.body
    return {
        **listed(held, register, today),
        "holder": {"name": body["holder"]["name"], "number": body["holder"].get("number", "")},
        "content": body.get("content", {}),
        **({"reason": held.reason} if held.reason else {}),
    }


def listed(held: Held, register: Register, today: date) -> dict[str, Any]:
    """Which licence it is and whether it is valid, for who may know that the holder has it; nothing of what stands on it."""
    newest = {} if held.newest == held.identifier else {"superseded_by": held.newest}
    return {**_public(held, register, today), **newest}


def told_own(held: Held, register: Register, today: date) -> dict[str, Any]:
    """Which licence it is, for its holder: with the number that stands on it, null where it has none of its own."""
    content = held.body.get("content", {})
    number = next((str(content[name]) for name in _NUMBERS if content.get(name)), None)
    return {**listed(held, register, today), "number": number}


def verified(held: Held, register: Register, today: date) -> dict[str, Any]:
    """What whoever has the identifier is told: no whole name or number of anybody.

    A firm's name and number are public, but a sole trader's (个体工商户) tells a person; nobody can tell them apart here.
    """
    holder = held.body["holder"]
    number = mask("sensitive", holder.get("number", ""))
    return {**_public(held, register, today), "holder": {"name": masked_name(holder["name"]), "number": number}}


def told_type(one: LicenceType) -> dict[str, Any]:
    """What the register says of a type; what is not among ``sure`` nobody has confirmed."""
    return {
        "title": one.title, "code": one.code, "certain": one.certain, "department": one.department,
        "holder": list(one.holder), "fields": list(one.fields), "term": one.term, "source": one.source, "sure": list(one.sure),
        **({"dictionary": one.dictionary} if one.dictionary else {}),
    }  # fmt: skip


def told_consent(one: Consent, today: date) -> dict[str, Any]:
    """A consent as its holder is told of it."""
    ended = {"ended_at": _local(one.ended)} if one.ended is not None else {}
    agreed = one.agreed
    return {
        "consent": one.id, "client": one.client, "purpose": agreed.purpose, "types": list(agreed.types),
        "given_at": _local(one.given), "until": agreed.until, "notice": agreed.notice, "holds": one.holds_on(today), **ended,
    }  # fmt: skip


def told_use(one: Use) -> dict[str, Any]:
    """A use as the holder is told of it: who, what for, when, which licence."""
    document = {"sha256": one.sha256} if one.sha256 is not None else {}
    return {
        "seq": one.seq, "at": _local(one.at), "client": one.client, "kind": one.kind, "purpose": one.purpose,
        "cause": one.cause, "consent": one.consent, "identifier": one.identifier, **document,
    }  # fmt: skip


def masked_name(name: str) -> str:
    """A person's first character, or a firm's first two and last four; the rest as stars."""
    if len(name) <= _PERSON:
        return name[:1] + "*" * max(len(name) - 1, 1)
    last = 4 if len(name) > 2 * _PERSON else 2
    return f"{name[:2]}{'*' * (len(name) - 2 - last)}{name[-last:]}"


def _status_text(held: Held, status: str, invented: bool) -> str:
    """What its status is called; of a valid one without a last day it is said that nobody told one."""
    unknown = status == VALID and held.body.get("valid_until") is None
    return WORDS[status] + (_NO_TERM if unknown else "") + (_INVENTED if invented else "")


def _public(held: Held, register: Register, today: date) -> dict[str, Any]:
    parts, status = read_identifier(held.identifier), held.status_on(today)
    codes = (register.type_coded(parts.type), register.issuer_coded(parts.issuer))
    found = {
        "identifier": held.identifier, "title": held.body["title"], "office": held.body["office"], "status": status,
        "status_text": _status_text(held, status, parts.invented), "issued_at": held.body["issued_at"],
        "valid_from": held.body.get("valid_from"), "valid_until": held.body.get("valid_until"),
        # Not certain: the codes in the identifier are not the real ones.
        "certain": all(one is not None and one.certain for one in codes),
        # The holder and all that stands on it were made up for a demonstration.
        "invented": parts.invented,
    }  # fmt: skip
    if held.ended is not None:
        found["ended_at"] = _local(held.ended)
    return found


def _local(at: datetime) -> str:
    return at.astimezone(ZONE).isoformat()
