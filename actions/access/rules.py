"""The table of rules: role -> action -> where. An action that is not written here is nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Role -> its name. Nobody has two.
ROLES: Final[Mapping[str, str]] = {
    "applicant": "申请人",
    "clerk": "窗口人员",
    "bank_clerk": "银行网点人员",
    "reviewer": "审批人员",
    "supervisor": "督导",
    "author": "主题作者",
    "knowledge_keeper": "知识维护",
    "administrator": "系统管理员",
    "auditor": "审计员",
}

#: Where an action is allowed; any one is enough.
#: ``own``: what they have taken over. ``waiting``: its applicant waits for a clerk and nobody has it. ``here``: begun at their own hall or
#: outlet. ``district``: in their district; for who sits in the city's own house, everywhere. ``any``: everywhere.
_WORK: Final = frozenset({"own"})
_NEAR: Final = frozenset({"own", "waiting", "here", "district"})
_ANY: Final = frozenset({"any"})
_DISTRICT: Final = frozenset({"district"})
#: 政银通: an outlet of a bank has what was begun there, and nothing else.
_OUTLET: Final = frozenset({"own", "here"})

#: What is done in a case that one has taken over.
_IN_HAND: Final = {
    "case.write": _WORK, "case.fill": _WORK, "case.ask": _WORK, "case.back": _WORK, "case.pair": _WORK, "case.print": _WORK,
    "value.unmask": _WORK, "file.open": _WORK, "miss.report": _WORK,
}  # fmt: skip
#: What every clerk has at hand while talking to somebody.
_AT_HAND: Final = {"note.read": _ANY, "canned.use": _ANY, "knowledge.search": _ANY, "ticket.open": _ANY}

RULES: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "applicant": {},
    "clerk": {
        # 全市通办: who waits is anybody's to help, whatever district it is.
        "case.list": _NEAR, "case.open": _NEAR, "case.take": _NEAR, "case.begin": frozenset({"here"}), **_IN_HAND, **_AT_HAND,
    },
    "bank_clerk": {
        "case.list": _OUTLET, "case.open": _OUTLET, "case.take": _OUTLET, "case.begin": frozenset({"here"}), **_IN_HAND, **_AT_HAND,
    },
    "reviewer": {"note.read": _ANY, "knowledge.search": _ANY, "ticket.open": _ANY},
    "supervisor": {
        # Reads along and reassigns; never writes, fills in or unmasks.
        "case.list": _DISTRICT, "case.open": _DISTRICT, "case.reassign": _DISTRICT, "sample.score": _DISTRICT,
        "board.see": _DISTRICT, "board.download": _DISTRICT, **_AT_HAND,
    },
    "author": {
        "scenario.edit": _ANY, "scenario.release": _ANY, "ticket.read": _ANY, "ticket.close": _ANY, "note.read": _ANY,
        "knowledge.search": _ANY, "miss.read": _ANY,
    },
    "knowledge_keeper": {
        "knowledge.edit": _ANY, "knowledge.search": _ANY, "note.read": _ANY, "note.edit": _ANY, "canned.edit": _ANY, "ticket.read": _ANY,
    },
    "administrator": {"staff.keep": _ANY},
    "auditor": {"audit.read": _ANY, "audit.verify": _ANY, "audit.export": _ANY},
}  # fmt: skip

ACTIONS: Final = tuple(dict.fromkeys(action for allowed in RULES.values() for action in allowed))
