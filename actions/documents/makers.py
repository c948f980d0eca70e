"""The documents: what each needs, and what stands in it. What the law says of them is told with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.catalog.drawing.labels import sourced
from bot.engine import Address
from bot.engine.forms import Field, Form, Material, Point
from bot.engine.needs import active_permits

from .answers import Answers
from .model import Document, Listing, Paragraph, Table, clean

_SIGN: Final = ("申请人签字或者盖章：", "日期：　　　　年　　　月　　　日")
_WHO: Final = ("operator.name", "operator.uscc", "premises.full_address")
_SPACE: Final = ("premises.total_area", "premises.food_handling_area", "premises.dining_area", "premises.sales_area")
_PRINCIPAL: Final = ("operator.name", "operator.uscc", "legal_rep.name")
_AGENT: Final = ("agent.name", "agent.id_type", "agent.id_no", "agent.document_no", "agent.mobile")
_MANDATE: Final = ("has_agent", "agent.scope", "agent.valid_until")
_EQUIPMENT: Final = ("name", "quantity", "location")
#: A declaration is asked as a question; what is declared is the rest.
_ASKED: Final = re.compile(r"(您|你)?(是否)?(同意|确认|能做到|可以)吗？$")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes one document. ``lacks``: names of what is still to be answered; ``make``: only where nothing is."""

    title: str
    lacks: Callable[[Answers, tuple[Material, ...]], tuple[str, ...]]
    make: Callable[[Answers, tuple[Material, ...]], Document]


def _policies_lack(answers: Answers, _: tuple[Material, ...]) -> tuple[str, ...]:
    return answers.open((*_WHO, "policies"))


def _policies(answers: Answers, _: tuple[Material, ...]) -> Document:
    return Document(
        POLICIES_TITLE,
        (
            Table("", (), answers.rows(_WHO)),
            Listing("本店建立的食品安全管理制度", tuple((one, "") for one in answers.chosen("policies"))),
            Paragraph("申请时只交目录，不交全文；制度的全文放在店里，现场检查时出示（以受理窗口为准）。"),
        ),
        _SIGN,
    )


def _rules_lack(answers: Answers, _: tuple[Material, ...]) -> tuple[str, ...]:
    return answers.open((*_WHO, "md.rules"))


def _rules(answers: Answers, _: tuple[Material, ...]) -> Document:
    """Source: 《医疗器械经营监督管理办法》第十条 (the directory of rules and working procedures is handed in)."""
    return Document(
        RULES_TITLE,
        (
            Table("", (), answers.rows(_WHO)),
            Listing("已经建立的质量管理制度和工作程序", tuple((one, "") for one in answers.chosen("md.rules"))),
            Paragraph("申请时交目录；制度和程序的全文放在经营场所，现场检查时出示（以受理窗口为准）。"),
        ),
        _SIGN,
    )


def _mandate_lacks(answers: Answers, _: tuple[Material, ...]) -> tuple[str, ...]:
    return answers.open((*_PRINCIPAL, *_MANDATE, *_AGENT))


def _mandate(answers: Answers, _: tuple[Material, ...]) -> Document:
    """Source: 《民法典》第一百六十五条 (name of the agent, matter, powers, term; signed by the principal), 第一百六十二条."""
    title = clean(answers.view.release.scenario.title)
    until = answers.shown("agent.valid_until")
    return Document(
        "授权委托书",
        (
            Table("委托人", (), answers.rows(_PRINCIPAL)),
            Table("受托人", (), answers.rows(_AGENT)),
            Paragraph(f"委托人委托受托人代为办理「{title}」的申请。"),
            Listing("委托权限", tuple((one, "") for one in answers.chosen("agent.scope"))),
            Paragraph(f"委托期限：从签字那天起，到{until}为止。"),
            Paragraph("受托人在委托权限内以委托人名义办理的事，由委托人承担后果（《民法典》第一百六十二条）。"),
            Paragraph("证件号码这里只印一部分，签字时请把完整的号码写在旁边。"),
        ),
        ("委托人签字或者盖章：", "受托人签字：", "日期：　　　　年　　　月　　　日"),
    )


def _declared(answers: Answers) -> Iterator[str]:
    """The facts of the forms to be handed in that take nothing but a yes."""
    forms = [form for form, when in active_permits(answers.view) if when is None]
    for fact in dict.fromkeys(field.fact for form in forms for field in _relevant(answers, form)):
        if answers.view.release.facts[fact].is_declared:
            yield fact


def _relevant(answers: Answers, form: Form) -> Iterator[Field]:
    return (field for field in form.fields if answers.view.truth(field.when) is not False and answers.plays(field.fact))


def _pledge_lacks(answers: Answers, _: tuple[Material, ...]) -> tuple[str, ...]:
    return answers.open((*_PRINCIPAL, *_declared(answers)))


def _pledge(answers: Answers, materials: tuple[Material, ...]) -> Document:
    said = [
        answers.speaker.wording(Address(fact)).ask for fact in _declared(answers) if answers.view.read(fact) is True
    ]
    used = "、".join(clean(one.label) for one in materials)
    return Document(
        "承诺书",
        (
            Table("承诺人", (), answers.rows(_PRINCIPAL)),
            Paragraph(
                f"申请「{clean(answers.view.release.scenario.title)}」，用作：{used}。受理机关有专用格式的，用它的格式（以受理窗口为准）。"
            ),
            Listing("承诺的内容", tuple((_ASKED.sub("", clean(one)), "") for one in said)),
            Paragraph("承诺不实的，受理机关可以依法撤销决定，后果由承诺人承担（以受理窗口为准）。"),
        ),
        ("承诺人签字或者盖章：", "日期：　　　　年　　　月　　　日"),
    )


def _points(materials: tuple[Material, ...]) -> tuple[Point, ...]:
    return tuple(point for material in materials for point in material.points)


def _layout_lacks(answers: Answers, materials: tuple[Material, ...]) -> tuple[str, ...]:
    view = answers.view
    undecided = (
        point.when for point in _points(materials) if point.when is not None and view.truth(point.when) is None
    )
    facts = [fact for when in undecided for fact in view.waiting(when)]
    return answers.open((*_WHO, *_SPACE, "equipments", *facts))


def _layout(answers: Answers, materials: tuple[Material, ...]) -> Document:
    wanted = [point for point in _points(materials) if answers.view.truth(point.when) is True]
    points = tuple((clean(one.text), sourced(clean(one.source), one.certain)) for one in wanted)
    equipment = answers.items("equipments", _EQUIPMENT)
    listed = Table("设备清单", ("设备", "数量", "位置"), equipment)
    return Document(
        "布局图要点清单",
        (
            Table("", (), answers.rows((*_WHO, *_SPACE, "business_items"))),
            Listing("图上要画出来的", points),
            *((listed,) if equipment else ()),
            Paragraph("照着画好布局图，一样一样对过再交。这张清单自己留着，不用交。"),
        ),
    )


POLICIES_TITLE: Final = "食品安全管理制度目录"
RULES_TITLE: Final = "质量管理制度、工作程序目录"
#: What a material's ``generate`` names.
MAKERS: Final[Mapping[str, Maker]] = {
    "policies": Maker(POLICIES_TITLE, _policies_lack, _policies),
    "device_rules": Maker(RULES_TITLE, _rules_lack, _rules),
    "mandate": Maker("授权委托书", _mandate_lacks, _mandate),
    "pledge": Maker("承诺书", _pledge_lacks, _pledge),
    "layout_points": Maker("布局图要点清单", _layout_lacks, _layout),
}
