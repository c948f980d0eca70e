"""Licences are looked up by consent, each for whom it is; whatever the outside does, the applicant gets an answer and nobody's data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.exchange.exchange import purpose_of
from actions.exchange.ports import NotGiven
from actions.gateways.http_licences import HttpLicences, licences_client
from actions.principals import AGENT, FIRM, PERSON, Mandate, Party, Principal
from api.library.identifier import read_identifier
from bot.engine import Prefill

from .conftest import APO, OWNER, SHOP, Clock, Site, later, release

#: Another holder, and what is theirs.
OTHER = Party(PERSON, "张晓雯", "310100199107250069")


def looked_up(found: Prefill) -> set[str]:
    """The facts that somebody else told: what is known by the signing in alone is not among them."""
    return {key for key, some in found.values.items() if any(one.title != "登录身份" for one in some)}


def told(found: Prefill) -> dict[str, Any]:
    """Fact -> value of the surest source."""
    return {key: some[0].value for key, some in found.values.items()}


def test_what_stands_on_licences_becomes_facts_with_their_source(site: Site) -> None:
    found = site.found()
    assert told(found) == {
        "licence_state": "done", "operator.name": SHOP.name, "operator.uscc": SHOP.number, "operator.entity_type": "individual",
        "operator.established_on": "2014-03-18", "operator.business_scope": "许可项目：餐饮服务。",
        "operator.registered_address": "上海市静安区常德路114号1层", "premises.address": "上海市静安区常德路114号1层",
        "legal_rep.name": APO.name, "legal_rep.id_type": "resident_id", "legal_rep.id_no": APO.number, "legal_rep.gender": "female",
        "legal_rep.ethnicity": "01", "legal_rep.domicile": "上海市静安区共和新路21弄1号101室",
        "has_agent": False,
    }  # fmt: skip
    name = found.values["operator.name"][0]
    assert (name.source, name.title, name.as_of, name.sure) == ("licence", "营业执照", "2014-03-18", False)
    assert read_identifier(name.origin).invented
    assert [one.title for one in found.values["legal_rep.name"]] == ["营业执照", "居民身份证"]
    assert {code: proof.holds for code, proof in found.proofs.items()} == {"BL": True, "ID": True}
    assert not found.troubles


def test_only_what_the_scenario_needs_is_asked_for(site: Site) -> None:
    """A new drinks shop has no use for the food licence that the firm has."""
    site.found()
    uses = site.run(_log(site, SHOP.number))
    assert {one["identifier"].split(".")[5] for one in uses if "identifier" in one} == {_code(site, "营业执照")}
    renewed = site.found(scenario="food_renewal")
    assert "JY" in renewed.proofs


async def _log(site: Site, number: str) -> list[dict[str, Any]]:
    answer = await site.licences.client.post("/library/v1/uses/searches", json={"holder": number})
    return list(answer.json()["uses"])


def _code(site: Site, title: str) -> str:
    return site.library.register.type_called(title).code


def test_the_holder_reads_who_used_what_and_what_for(site: Site) -> None:
    site.found()
    uses = site.run(_log(site, APO.number))
    assert {(one["client"], one["purpose"]) for one in uses} == {("daoban", purpose_of(release().scenario.title))}
    assert "开一家奶茶店" in uses[0]["purpose"]


@pytest.mark.parametrize(
    "principal",
    [
        pytest.param(replace(OWNER, verified=False), id="nobody-checked-them"),
        pytest.param(replace(OWNER, person=replace(APO, number="")), id="no-number"),
        pytest.param(replace(OWNER, mandate=None), id="no-mandate"),
        pytest.param(replace(OWNER, mandate=Mandate(AGENT, until=date(2026, 11, 30))), id="mandate-over"),
        pytest.param(replace(OWNER, mandate=Mandate(AGENT, frozenset({"drug_retail_license"}))), id="mandate-for-another-item"),
    ],
)  # fmt: skip
def test_nothing_is_asked_about_whom_nobody_may_ask(site: Site, principal: Principal) -> None:
    assert site.exchange.offered(principal, release()) == ()
    assert not looked_up(site.found(principal))
    assert site.between.asked == []


def test_an_agent_is_asked_about_as_the_agent(site: Site) -> None:
    agent = Principal("p2", "demo", OTHER, True, SHOP, Mandate(AGENT, until=date(2027, 1, 1)))
    found = told(site.found(agent))
    assert (found["has_agent"], found["agent.name"], found["agent.id_no"]) == (True, OTHER.name, OTHER.number)
    assert found["agent.valid_until"] == "2027-01-01"
    assert found["legal_rep.name"] == APO.name
    assert "legal_rep.id_no" not in found


def test_who_acts_for_themselves_is_the_representative(site: Site) -> None:
    found = told(site.found(Principal("p3", "demo", OTHER, True)))
    assert (found["legal_rep.name"], found["legal_rep.id_no"]) == (OTHER.name, OTHER.number)
    assert "operator.name" not in found


def test_what_is_offered_is_named(site: Site) -> None:
    assert site.exchange.offered(OWNER, release()) == ("营业执照", "居民身份证", "不动产权证书")


def silent(titles: set[str]) -> dict[str, str]:
    return dict.fromkeys(titles, "silent")


@pytest.mark.parametrize(
    ("between", "troubles"),
    [
        pytest.param({"seconds": 30.0}, silent({"电子证照库"}), id="slow"),
        pytest.param({"status": 500}, silent({"电子证照库"}), id="broken"),
        pytest.param({"status": 429}, silent({"电子证照库"}), id="too-many"),
        pytest.param({"status": 403}, {"电子证照库": "refused"}, id="refuses"),
        pytest.param({"change": lambda _, told: b"<html>"}, silent({"电子证照库"}), id="no-json"),
        pytest.param({"change": lambda _, told: []}, silent({"电子证照库"}), id="another-shape"),
        pytest.param(
            {"change": lambda path, told: {"licences": [{"identifier": "1.2"}]} if path.endswith("/searches") else told},
            silent({"电子证照库"}), id="a-licence-that-is-none",
        ),
        pytest.param(
            {"change": lambda path, told: {**told, "content": "x"} if path.endswith("/uses") else told},
            silent({"营业执照", "居民身份证"}), id="content-that-is-none",
        ),
        pytest.param(
            {"change": lambda path, told: {**told, "identifier": "1.2.156"} if path.endswith("/uses") else told},
            silent({"营业执照", "居民身份证"}), id="another-licence",
        ),
        pytest.param(
            {"change": lambda path, told: {**told, "status": "revoked"} if path.endswith("/uses") else told},
            silent({"营业执照", "居民身份证"}), id="says-two-things",
        ),
    ],
)  # fmt: skip
def test_a_library_that_fails_means_asking(site: Site, between: dict[str, Any], troubles: dict[str, str]) -> None:
    for name, value in between.items():
        setattr(site.between, name, value)
    if "seconds" in between:
        site.hurry()
    found = site.found()
    assert not looked_up(found)
    assert {one.title: one.code for one in found.troubles} == troubles


def test_a_library_that_is_not_there_means_asking(site: Site) -> None:
    site.address = "http://127.0.0.1:9"
    assert site.troubles() == silent({"电子证照库"})


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"holder": {"name": OTHER.name, "number": OTHER.number}}, id="by-the-library"),
        pytest.param({"content": {"姓名": OTHER.name, "公民身份号码": OTHER.number}}, id="by-what-stands-on-it"),
        pytest.param({"content": {"名称": "别家", "统一社会信用代码": "91310106MADEM00116"}}, id="another-firm"),
    ],
)  # fmt: skip
def test_another_s_licence_is_never_taken_nor_told(site: Site, change: dict[str, Any]) -> None:
    site.between.change = lambda path, told: {**told, **change} if path.endswith("/uses") else told
    found = site.found()
    assert not looked_up(found)
    assert not found.proofs
    assert {one.code for one in found.troubles} == {"other_person"}
    assert all(word not in json.dumps([repr(found)], ensure_ascii=False) for word in (OTHER.name, OTHER.number, "别家"))


def test_of_several_versions_the_one_in_force_counts(site: Site) -> None:
    firm = replace(OWNER, firm=Party(FIRM, "上海演示一碗面餐饮管理有限公司", "91310106MADEM0038X"))
    found = site.found(firm, "noodle_shop")
    assert [one.value for one in found.values["operator.uscc"]] == ["91310106MADEM0038X"]
    assert found.proofs["BL"].holds
    assert not found.troubles


def test_of_a_licence_that_was_recalled_it_is_told_why(site: Site) -> None:
    found = site.found(scenario="filing_change")
    assert {one.title: one.code for one in found.troubles} == {"仅销售预包装食品备案": "recalled"}
    assert "filing.number" not in found.values
    assert (found.proofs["YB"].status, bool(found.proofs["YB"].remedy)) == ("recalled", True)


def test_a_licence_that_has_run_out_proves_nothing_and_says_what_helps(site: Site, december: Clock) -> None:
    later(december, 365 * 12)
    found = site.found(scenario="food_renewal")
    assert {one.title: one.code for one in found.troubles}["食品经营许可证"] == "expired"
    proof = found.proofs["JY"]
    assert (proof.status, proof.holds, bool(proof.remedy)) == ("expired", False, True)
    assert "orig.jy_no" not in found.values


def test_a_licence_revoked_between_listing_and_using_is_not_taken(site: Site) -> None:
    def revoke(path: str) -> None:
        if path.endswith("/uses"):
            for one in _of(site, "营业执照"):
                site.library.licences.end("demo", one, "revoked", "演示")

    site.between.before = revoke
    found = site.found()
    assert {one.title: one.code for one in found.troubles}["营业执照"] == "revoked"
    assert "operator.name" not in found.values
    assert [one.title for one in found.troubles].count("营业执照") == 1
    assert (found.proofs["BL"].status, found.proofs["ID"].status) == ("revoked", "valid")


def _of(site: Site, title: str) -> list[str]:
    listed = site.library.reading.listed(
        "daoban", SHOP.number, purpose_of(release().scenario.title), (_code(site, title),)
    )
    return [one.identifier for one in listed]


def test_consent_taken_back_in_the_middle_stops_it(site: Site) -> None:
    async def take_back(path: str) -> None:
        if path.endswith("/uses"):
            for number in (SHOP.number, APO.number):
                for one in site.library.consents.of_holder(number):
                    site.library.consents.withdraw(number, one.id)

    site.between.before = take_back
    found = site.found()
    assert not looked_up(found)
    assert {one.code for one in found.troubles} == {"consent"}


def test_taking_back_ends_the_consents_at_the_library(site: Site) -> None:
    site.found()
    site.run(site.exchange.take_back(OWNER, release().scenario.title))
    for number in (SHOP.number, APO.number):
        assert not any(one.ended is None for one in site.library.consents.of_holder(number))
    with pytest.raises(NotGiven, match="consent"):
        site.run(site.licences.listed(SHOP.number, purpose_of(release().scenario.title), ["营业执照"]))


def test_agreeing_again_opens_it_again(site: Site) -> None:
    site.found()
    site.run(site.exchange.take_back(OWNER, release().scenario.title))
    assert "operator.name" in site.found().values


def test_types_that_the_library_does_not_have_are_refused(site: Site) -> None:
    with pytest.raises(NotGiven):
        site.run(site.licences.listed(SHOP.number, "x", ["没有这种证"]))


def test_a_key_that_the_library_does_not_know_is_refused(site: Site) -> None:
    async def asked() -> None:
        async with licences_client(site.address, "x" * 40) as client:
            await HttpLicences(client).listed(SHOP.number, "x", ["营业执照"])

    with pytest.raises(NotGiven, match="refused"):
        site.run(asked())
