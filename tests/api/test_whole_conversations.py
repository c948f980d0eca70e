"""A whole conversation of each scenario on publications, over HTTP, from the opening sentence to what intake holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk

FORMS = Path(__file__).resolve().parents[2] / "forms"
#: What every applicant says, whatever the shop; by kind otherwise.
SAYS = {
    "licence_state": "已经办好了", "place_kind": "固定店面", "publication.mode": "零售", "publication.suppliers_licensed": "都有",
    "publication.types": "图书和杂志", "publication.digital": "都是纸质书", "publication.sales_ways": "没有", "premises.subdistrict": "南京西路街道",
    "premises.tenure": "租的", "premises.lessor_name": "上海静安置业有限公司", "premises.same_as_registered": "一样", "operator.entity_type": "个体户",
    "operator.established_on": "2026年3月8号", "operator.business_scope": "出版物零售，餐饮服务", "delivery_method": "只要电子的", "has_agent": "不用，我自己来",
    "publication.licence_no": "新出发沪零字第M7553号", "publication.site.icp_no": "沪ICP备12345678号-1", "publication.mark_pledge": "同意",
    "legal_rep.id_type": "身份证", "declarations.truthful": "我承诺", "declarations.e_delivery": "同意", "declarations.no_ban": "我承诺",
    "banned_person": "没有被处罚过", "drinks": "咖啡", "products": "没有", "simple_only": "是的", "alcohol_mode": "不卖酒", "premises.total_area": "一百二十平",
    "premises.food_handling_area": "二十平", "bright_kitchen.status": "不装", "staff.total": "一共四个人", "staff.need_health_cert": "没有", "policies": "全部",
    "premises.residential_relation": "独立商业，楼里没有住户", "legal_rep.ethnicity": "汉族", "premises.property_use": "商业用房",
}  # fmt: skip
HELD = {"publication.licence_held": "有证了"}

SHOPS = [
    pytest.param("我想开一家书店", "bookshop", {}, {"publication_retail": "new"}, id="bookshop"),
    pytest.param("淘宝开书店办什么证", "online_bookshop", {"publication.licence_held": "还没有证"}, {"publication_retail": "new"}, id="platform"),
    pytest.param("我有出版物证，想上淘宝卖书", "online_bookshop", HELD, {"publication_retail": "report"}, id="platform-filing"),
    pytest.param("我想做个小程序卖书", "book_site", {"publication.licence_held": "还没有证"}, {"publication_retail": "new"}, id="site"),
    pytest.param("有出版物证，做小程序卖书怎么备案", "book_site", HELD, {"publication_retail": "report"}, id="site-filing"),
    pytest.param("我想开书店加咖啡", "bookshop_cafe", {}, {"publication_retail": "new", "food_operation": "new"}, id="cafe-two-applications"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "scenario", "says", "kinds"), SHOPS)
def test_from_one_sentence_to_what_intake_holds(
    server: Running, talk: Talk, opening: str, scenario: str, says: dict[str, str], kinds: dict[str, str]
) -> None:
    talk.say(opening)
    assert talk.last["case"]["scenario"] == scenario
    talk.answer_all(Applicant(seed=len(opening), says={**SAYS, **says}))
    assert talk.last["case"]["stage"] == "review", talk.said()
    talk.say("确认提交")
    references = talk.last["case"]["receipt"]["references"]
    assert set(references) == set(kinds), talk.said()
    for form, reference in references.items():
        stored = _held(server, reference)
        schema = json.loads((FORMS / form / "form.schema.json").read_text("utf-8"))
        assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(stored)] == []
        assert stored["application_type"] == kinds[form]
    if len(references) > 1:
        first, second = (_held(server, reference) for reference in references.values())
        assert first["operator"]["uscc"] == second["operator"]["uscc"]
        assert first["premises"]["full_address"] == second["premises"]["full_address"]


def _held(server: Running, reference: str) -> Any:
    key = (server.log.parent / "keys" / "intake.key").read_text().strip()
    url = f"{server.url}/intake/v1/applications/{reference}"
    answer = patient.get(url, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.text
    return answer.json()["application"]
