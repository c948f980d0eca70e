"""The statuses that a platform's own are told as: name -> code and words (api/intake/README.md has what each stands for)."""

from __future__ import annotations

from typing import Final

STATUSES: Final[dict[str, tuple[int, str]]] = {
    "received": (1, "已接件"),
    "withdrawn": (2, "已撤件"),
    "accepted": (3, "已受理"),
    "not_needed": (4, "不受理"),
    "acceptance_refused": (5, "不予受理"),
    "correction_begun": (6, "补正（开始）"),
    "correction_ended": (7, "补正（结束）"),
    "review_begun": (8, "部门开始办理"),
    "special_begun": (9, "特别程序（开始）"),
    "special_ended": (10, "特别程序（结束）"),
    "granted": (11, "办结（通过）"),
    "granted_with_deferral": (12, "办结（容缺通过）"),
    "refused": (13, "办结（不通过）"),
    "recalled": (14, "撤回"),
    "revoked": (15, "撤销"),
    "extended": (16, "延长审查期限"),
    "issued": (17, "证照已签发"),
    "delivered": (18, "证照已送达"),
}
