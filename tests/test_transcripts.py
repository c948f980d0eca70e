"""A whole conversation per scenario, over HTTP through Rasa's agent, from the opening sentence to the receipt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests import patient

from .applicant import Applicant
from .serving import Running, Talk, running

pytestmark = pytest.mark.rasa
ROOT = Path(__file__).resolve().parents[1]

#: What every applicant of these transcripts says, whatever the shop.
COMMON = {
    "licence_state": "已经办好了", "place_kind": "固定店面", "banned_person": "没有被处罚过", "has_agent": "不用，我自己来",
    "operator.entity_type": "个体户", "operator.established_on": "2025年3月8号", "operator.business_scope": "餐饮服务，食品销售",
    "premises.subdistrict": "南京西路街道", "premises.property_use": "商业用房", "premises.tenure": "自己的房子",
    "premises.pollution_within_25m": "没有", "staff.total": "一共六个人", "staff.need_health_cert": "两个人",
    "legal_rep.id_type": "身份证", "legal_rep.ethnicity": "汉族", "legal_rep.position": "老板", "policies": "全部",
    "declarations.truthful": "我承诺", "declarations.no_ban": "我承诺", "declarations.e_delivery": "同意",
    "declarations.bright_kitchen": "同意", "delivery_method": "只要电子的",
}  # fmt: skip

SHOPS = [
    pytest.param(
        "我想在静安区开一家奶茶店", "beverage_shop", {"drinks": "冲泡奶茶", "bright_kitchen.status": "已经装了", "dine_in": "没有堂食", "premises.food_handling_area": "二十平"},
        "catering_service_operator", {"self_made_beverage"}, id="beverage-shop",
    ),
    pytest.param(
        "我要开一家面馆", "noodle_shop", {"products": "煮面", "bright_kitchen.status": "不装", "dine_in": "有的", "premises.seats": "二十个", "premises.dining_area": "三十平", "premises.food_handling_area": "二十平", "has_cooking_fume": "会有油烟", "fuel": "天然气"},
        "catering_service_operator", {"hot_food"}, id="noodle-shop",
    ),
    pytest.param(
        "想开个便利店", "convenience_store", {"goods": "散装零食", "products": "关东煮", "premises.sales_area": "四十平", "premises.food_handling_area": "十平"},
        "food_sales_operator", {"bulk_and_prepackaged_sales", "hot_food"}, id="convenience-store",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started


@pytest.mark.parametrize(("opening", "scenario", "says", "business_type", "items"), SHOPS)
def test_from_one_sentence_to_a_receipt(
    server: Running, opening: str, scenario: str, says: dict[str, str], business_type: str, items: set[str]
) -> None:
    with Talk(server.url) as talk:
        applicant = Applicant(seed=len(opening), says={**COMMON, **says})
        talk.say(opening)
        assert talk.last["case"]["scenario"] == scenario

        _several_answers_in_one_sentence(talk)
        _a_policy_question(talk)
        _answers_until(talk, applicant, "legal_rep.id_no")
        _a_wrong_id_number(talk)
        _answers_until(talk, applicant, "legal_rep.mobile")
        _back_and_forth(talk)
        _put_off(talk, "legal_rep.mobile")
        _answers_until(talk, applicant, "food_safety_staff")
        talk.say("还有")
        assert talk.last["asking"]["fact"] == "food_safety_staff[2].name"
        _answers_until(talk, applicant, "food_safety_staff")
        talk.say("没有了")
        talk.answer_all(applicant)
        assert talk.last["case"]["stage"] == "review", talk.said()

        _a_correction_that_parks_and_restores(talk, applicant)
        talk.say("确认提交")
        receipt = talk.last["case"]["receipt"]
        assert receipt["reference"] in talk.said()

        stored, provenance = _held_by_intake(server, receipt["reference"])
        schema = json.loads((ROOT / "forms/food_operation/form.schema.json").read_text("utf-8"))
        assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(stored)] == []
        assert stored["main_business_type"] == business_type
        assert {item["id"] for item in stored["business_items"]} == items
        assert stored["premises"]["total_area"] == 80
        assert len(stored["food_safety_staff"]) == 2
        assert set(provenance) == set(_leaves(talk))
        assert all(told["source"] for told in provenance.values())
        assert provenance["/premises/total_area"]["raw"] == "八十平"

        before = talk.last["case"]["receipt"]
        talk.say("提交")
        assert talk.last["case"]["receipt"] == before


def _several_answers_in_one_sentence(talk: Talk) -> None:
    talk.say("店名叫阿婆奶茶，静安区南京西路1234号，八十平")
    fields = talk.fields()
    assert fields["/operator/name"]["value"] == "阿婆奶茶"
    assert fields["/premises/road"]["value"] == "南京西路"
    assert fields["/premises/lane_no"]["value"] == "1234号"
    assert fields["/premises/total_area"]["value"] == 80


def _a_policy_question(talk: Talk) -> None:
    before = talk.last["asking"]
    talk.say("食品经营许可证的有效期是多久？")
    assert "5年" in talk.said()
    assert any(message.get("sources") for message in talk.last["messages"])
    assert talk.last["asking"] == before


def _a_wrong_id_number(talk: Talk) -> None:
    talk.say("310106199001012010")
    assert "校验" in talk.said()
    assert talk.last["asking"]["fact"] == "legal_rep.id_no"
    assert "/legal_rep/id_no" not in talk.fields()


def _back_and_forth(talk: Talk) -> None:
    open_now, before = talk.last["asking"]["fact"], talk.fields()["/legal_rep/position"]["value"]
    talk.say("上一步")
    assert talk.last["asking"]["fact"] == "legal_rep.position"
    talk.say("店长")
    assert talk.last["asking"]["fact"] == open_now
    assert (before, talk.fields()["/legal_rep/position"]["value"]) == ("老板", "店长")


def _put_off(talk: Talk, fact: str) -> None:
    assert talk.last["asking"]["fact"] == fact
    talk.say("等会儿补")
    assert talk.last["asking"]["fact"] != fact


def _a_correction_that_parks_and_restores(talk: Talk, applicant: Applicant) -> None:
    """Having an agent asks for the agent's data; taking it back parks them; having one again restores them."""
    talk.say("是否委托代理人改成是")
    talk.say("对") if talk.last["asking"]["kind"] == "confirm" else None
    talk.answer_all(applicant)
    name = talk.fields()["/agent/name"]["value"]
    talk.edit("has_agent", False)
    talk.say("对")
    assert "/agent/name" not in talk.fields()
    talk.edit("has_agent", True)
    talk.say("对")
    assert talk.fields()["/agent/name"]["value"] == name
    assert talk.last["case"]["stage"] == "review"


def _answers_until(talk: Talk, applicant: Applicant, fact: str) -> None:
    for _ in range(120):
        asking = talk.last["asking"]
        if asking["fact"] == fact:
            return
        talk.say("对" if asking["kind"] == "confirm" else applicant.reply(asking))
        assert talk.last["asking"]["instance"] != asking["instance"], (
            f"{asking['fact']}: {applicant.knows}\n{talk.said()}"
        )
    raise AssertionError(f"{fact} was not asked")


def _held_by_intake(server: Running, reference: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The application as intake stored it, read from its own database."""
    var = server.log.parent
    key = (var / "keys/intake.key").read_text().strip()
    answer = patient.get(f"{server.url}/intake/v1/applications/{reference}", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    told = answer.json()
    return told["application"], told["provenance"]


def _leaves(talk: Talk) -> list[str]:
    return list(talk.fields())
