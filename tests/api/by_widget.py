"""Answers questions at the page the way its widgets offer: taps where there are buttons, boxes where there are boxes."""

from __future__ import annotations

from typing import Any

from tests.applicant import Applicant

from .browser import Visitor

#: Kind -> what is put into the widget's boxes, by their labels.
BOXES: dict[str, dict[str, str]] = {
    "area": {"数字": "66"},
    "integer": {"数字": "3"},
    "money": {"数字": "500000"},
    "date": {"年": "2027", "月": "3", "日": "5"},
    "address": {"路": "南京西路", "门牌号": "1234", "楼": "3", "室": "301"},
    "mobile": {"11 位手机号": "139 1234 5678"},
}
#: Kind -> the label of its one box, into which goes what the applicant says.
ONE_BOX: dict[str, str] = {
    "id_card": "18 位身份证号码",
    "id_document": "证件号码",
    "uscc": "18 位统一社会信用代码",
    "licence_number": "许可证或备案编号",
    "phone": "电话号码",
    "email": "邮箱",
    "postcode": "6 位邮政编码",
    "plate": "车牌号",
    "url": "网址",
    "person_name": "姓名",
    "company_name": "全称",
}
#: Facts whose answers must fit the others: an established firm, a kitchen smaller than the shop.
OWN: dict[str, dict[str, str]] = {
    "operator.established_on": {"年": "2025", "月": "3", "日": "8"},
    "premises.food_handling_area": {"数字": "20"},
    "staff.need_health_cert": {"数字": "2"},
}


def answer_by_widget(visitor: Visitor, applicant: Applicant) -> str:
    """One answer; gives the way it took: ``button``, ``widget`` or ``text``."""
    asking, buttons = visitor.turn["asking"], visitor.buttons()
    said = "" if asking["kind"] == "confirm" else applicant.reply(asking)
    boxes = _boxes(asking, said)
    if boxes and not asking.get("optional"):
        fill(visitor, asking, boxes)
        return "widget"
    if asking["kind"] == "multi_choice" and said != "没有":
        tick(visitor, said, buttons)
        return "button"
    if buttons:
        visitor.press(_button(said, buttons))
        return "button"
    visitor.type(said)
    return "text"


def fill(visitor: Visitor, asking: dict[str, Any], boxes: dict[str, str]) -> dict[str, Any]:
    """Puts these into the boxes and presses 填好了; gives the turn that the page then shows."""
    form = visitor.page.get_by_role("form", name=asking["label"])
    if asking["kind"] == "address":
        visitor.pick(form.get_by_label("区"), "静安区")
    for label, text in boxes.items():
        visitor.put(form.get_by_label(label), text)
    return visitor.after(lambda: visitor.click(form.get_by_role("button", name="填好了")))


def tick(visitor: Visitor, said: str, buttons: list[str]) -> dict[str, Any]:
    """Chooses all that was said of what is offered, or the first of it; gives the turn that the page then shows."""
    offered = visitor.page.locator("#choices")
    for label in [one for one in buttons if one in said] or buttons[:1]:
        visitor.click(offered.get_by_role("button", name=label, exact=True))
    return visitor.press("选好了")


def _boxes(asking: dict[str, Any], said: str) -> dict[str, str] | None:
    if asking["kind"] in ONE_BOX:
        return {ONE_BOX[asking["kind"]]: said}
    return OWN.get(asking["fact"], BOXES.get(asking["kind"]))


def _button(said: str, buttons: list[str]) -> str:
    if buttons == ["是", "否"]:
        return "否" if said.startswith(("没有", "不")) else "是"
    return next((one for one in buttons if one in (said, "没有", "没有了")), buttons[0])
