"""A notice of each kind, of one café's food permit, with dates reckoned by the working-day clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Final

from actions.local_time import ZONE
from api.intake.clock import Clock, Counting, Due, Extension, Reason, open_clock
from api.intake.notices import (
    AcceptanceRefused,
    Accepted,
    Basis,
    Contact,
    CorrectionBegun,
    Defect,
    Deferred,
    Extended,
    Granted,
    Ground,
    Material,
    Matter,
    Notice,
    NotNeeded,
    Received,
    Refused,
    Remedies,
    SpecialBegun,
    Term,
    Where,
    id_card,
    term_of,
)

Print = Callable[[Notice], bytes]

RECEIVED: Final = date(2026, 11, 5)
ACCEPTED: Final = date(2026, 11, 9)
#: When an application that several offices decide together was accepted.
JOINTLY: Final = date(2026, 9, 8)
DECIDED: Final = date(2026, 11, 30)
REFERENCE: Final = "SH-JA-20261105-7K3M9QXT2D"
OFFICE: Final = "上海市静安区市场监督管理局"
MATTER: Final = Matter(
    reference=REFERENCE,
    applicant="上海阿婆奶茶有限公司",
    certificate=id_card("310106199003074321"),
    item="食品经营许可",
    item_code="11310106MB2F30259C3310131001000",
    office=OFFICE,
    number="静市监许受〔2026〕118号",
    contact=Contact("张老师", "021-12345678", "静安区政务服务中心3号窗口", certain=True),
    dated=DECIDED,
)
MATERIALS: Final = (
    Material("营业执照", "电子证照，免交"),
    Material("经营场所平面图", "网上上传"),
    Material("食品安全管理人员健康证明"),
)
REMEDIES: Final = Remedies("上海市静安区人民政府", "上海铁路运输法院", "https://review.example.gov.cn/")
LEASE: Final = Basis("《食品经营许可和备案管理办法》第十三条", certain=False)


@cache
def opened() -> Clock:
    return open_clock()


def term(name: str, since: date, event: str, extension: Extension | None = None) -> Term:
    """The permit law's own limit of this name."""
    clock = opened()
    due = clock.reckon(Counting(clock.law(name, since), since, extension=extension))
    if not isinstance(due, Due):
        raise AssertionError(due)
    return term_of(due, event)


@cache
def samples() -> dict[str, Notice]:
    """By name of the test's case."""
    defects = (
        Defect(Where.field, "经营面积", "填的是80平方米，和租赁合同上的65平方米不一样", "照合同填写", LEASE),
        Defect(Where.material, "租赁合同", "缺第3页", "补上第3页，重新上传整份合同"),
    )
    grounds = (
        Ground(
            "经营场所和有毒、有害场所的距离不足。\n现场核查量得12米。", Basis("《食品安全法》第三十三条第一款第一项")
        ),
        Ground("没有专职的食品安全管理人员。", LEASE),
    )
    single = grounds[:1]
    return {
        "received": Received(
            MATTER,
            datetime(2026, 11, 5, 15, 4, tzinfo=ZONE),
            MATERIALS,
            term("correction_notice", RECEIVED, "收到"),
        ),
        "supplement": Received(MATTER, datetime(2026, 11, 5, 9, 30, tzinfo=ZONE), MATERIALS[:1], supplement=True),
        "correction": CorrectionBegun(MATTER, RECEIVED, defects, date(2026, 11, 20), None, MATERIALS),
        "accepted": Accepted(
            MATTER, RECEIVED, ACCEPTED, term("decision", ACCEPTED, "受理"), None, MATERIALS
        ),
        "by_silence": Accepted(MATTER, RECEIVED, RECEIVED, term("decision", RECEIVED, "受理"), by_silence=True),
        "acceptance_refused": AcceptanceRefused(MATTER, RECEIVED, single, "上海市静安区文化和旅游局", REMEDIES),
        "not_needed": NotNeeded(MATTER, RECEIVED, single),
        "granted": Granted(
            MATTER, RECEIVED, ACCEPTED, DECIDED,
            licence="食品经营许可证", identifier="JY23101060123456",
            valid_from=DECIDED, valid_until=date(2031, 11, 29), content=("热食类食品制售", "自制饮品制售"),
            grounds=(LEASE,), delivery=term("delivery", DECIDED, "作出决定"),
        ),
        "deferred": Granted(
            MATTER, RECEIVED, ACCEPTED, DECIDED, licence="食品经营许可证",
            deferred=(Deferred("从业人员健康证明", date(2026, 12, 10)),),
        ),
        "refused": Refused(MATTER, RECEIVED, ACCEPTED, DECIDED, grounds, REMEDIES),
        "extended": Extended(
            MATTER, ACCEPTED, DECIDED, term("decision", ACCEPTED, "受理"),
            term("decision", ACCEPTED, "受理", Extension(10, DECIDED)), 10, "需要再次现场核查。",
        ),
        "joint_extended": Extended(
            MATTER, JOINTLY, date(2026, 11, 9), term("joint_decision", JOINTLY, "受理"),
            term("joint_decision", JOINTLY, "受理", Extension(15, date(2026, 11, 9))), 15,
            "两个部门的意见还没有取齐。", joint=True,
        ),
        "special": SpecialBegun(
            MATTER, ACCEPTED, date(2026, 11, 12), Reason.expert_review, "15个工作日", date(2026, 12, 3), 17,
            grounds=(LEASE,), doubts=("暂停的头一天和末一天怎么算，法律没有写明",),
        ),
    }  # fmt: skip
