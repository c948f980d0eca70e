"""A table for each register: what is asked, and what is told; and nothing without key, scope or purpose."""

from __future__ import annotations

from typing import Any

import httpx
import jsonschema
import pytest

from api.registers import openapi
from api.registers.reference import read_reference
from api.registers.services import RegistersServices

from .conftest import READER, SPEAKER, client

PURPOSE = "办理食品经营许可"
WANG = ("310100196203180028", "王桂兰")
#: 悠然茶饮 of 愚园路107号, 阿婆奶茶 of 常德路114号.
TEA, MILK = "91310106MADEM00116", "92310106MADEM002XT"


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and name of a problem."""
    assert answer.headers["content-type"].startswith("application/problem+json")
    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]


def ask(web: httpx.Client, register: str, **said: Any) -> httpx.Response:
    return web.post(f"/{register}", json={"purpose": PURPOSE, **said})


def test_a_person_is_told_to_who_knows_number_and_name(web: httpx.Client) -> None:
    told = ask(web, "persons", number=WANG[0].lower(), name=f" {WANG[1]} ").json()
    assert told == {
        "register": "人口库", "entry": "P01", "as_of": "2026-11-30", "invented": True, "number": WANG[0],
        "name": WANG[1], "sex": "女", "ethnicity": "汉", "born": "1962-03-18",
        "residence": {"district": "静安区", "district_code": "310106"},
    }  # fmt: skip


def test_of_another_name_as_little_is_told_as_of_nobody(web: httpx.Client) -> None:
    wrong, unknown = (
        ask(web, "persons", number=WANG[0], name="王桂花"),
        ask(web, "persons", number="11010519491231002X", name="王桂花"),
    )
    assert code(wrong) == code(unknown) == (404, "not-found")
    assert wrong.json() == unknown.json()


def test_names_cannot_be_tried_out(web: httpx.Client) -> None:
    tried = [ask(web, "persons", number=WANG[0], name=f"王{at}").status_code for at in range(25)]
    assert (tried[:20], tried[-1]) == ([404] * 20, 429)
    assert ask(web, "persons", number="310100197011020059", name="李建国").status_code == 200


@pytest.mark.parametrize("number", sorted(read_reference().firms))
def test_a_firm_is_told_as_it_is_registered(web: httpx.Client, number: str) -> None:
    one, told = read_reference().firms[number], ask(web, "firms", number=number).json()
    assert (told["register"], told["entry"], told["invented"]) == ("法人库", one.id, True)
    members = ("number", "name", "type", "legal_rep", "address", "capital", "established_on", "scope", "status")
    assert {name: told[name] for name in members} == {name: getattr(one, name) for name in members}


def test_a_firm_that_is_not_there_is_not_found(web: httpx.Client) -> None:
    assert code(ask(web, "firms", number="91110000600037341L")) == (404, "not-found")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("上海市静安区愚园路107号1层", [("上海市静安区愚园路107号1层", "静安寺街道", "exact")], id="as-it-stands"),
        pytest.param("静安愚园路一百零七号底楼", [("上海市静安区愚园路107号1层", "静安寺街道", "exact")], id="as-it-is-said"),
        pytest.param("静安寺街道愚园路107号一楼", [("上海市静安区愚园路107号1层", "静安寺街道", "exact")], id="with-its-street"),
        pytest.param("愚园路107号", [("上海市静安区愚园路107号1层", "静安寺街道", "house"), ("上海市长宁区愚园路107号1层", "江苏路街道", "house")], id="in-two-districts"),
        pytest.param("静安区南京西路205号", [("上海市静安区南京西路205号1层", "南京西路街道", "house"), ("上海市静安区南京西路205号2层", "南京西路街道", "house")], id="two-floors"),
        pytest.param("静安区南京西路205号2楼", [("上海市静安区南京西路205号2层", "南京西路街道", "exact")], id="one-of-them"),
        pytest.param("静安区南京西路205号9楼", [("上海市静安区南京西路205号", "南京西路街道", "house")], id="a-floor-that-nobody-knows"),
        pytest.param("南京西路", [("上海市静安区南京西路", None, "road"), ("上海市黄浦区南京西路", "南京东路街道", "road")], id="a-road-of-several-streets"),
        pytest.param("静安区愚园路999号", [("上海市静安区愚园路", "静安寺街道", "road")], id="a-house-that-nobody-knows"),
        pytest.param("黄浦区愚园路107号", [], id="a-district-where-it-is-not"),
        pytest.param("静安区胶州路26弄6号101室", [("上海市静安区胶州路26弄6号101室", "曹家渡街道", "exact")], id="a-lane"),
        pytest.param("北京市朝阳区建国路1号", [], id="elsewhere"),
        pytest.param("随便什么", [], id="no-address"),
    ],
)  # fmt: skip
def test_an_address_is_all_the_places_that_it_may_mean(
    web: httpx.Client, text: str, told: list[tuple[str, str | None, str]]
) -> None:
    candidates = ask(web, "addresses", address=text).json()["candidates"]
    assert [(one["address"], one["street"], one["confidence"]) for one in candidates] == told
    for one in candidates:
        assert (one["register"], one["coordinates"]["system"]) == ("空间地理库", "CGCS2000")
        assert 121 < one["coordinates"]["longitude"] < 122 and 31 < one["coordinates"]["latitude"] < 32


def test_houses_of_a_road_lie_along_it(web: httpx.Client) -> None:
    near, far = (
        ask(web, "addresses", address=f"静安区胶州路{number}号").json()["candidates"][0]["coordinates"]
        for number in (170, 172)
    )
    assert 0 < abs(near["longitude"] - far["longitude"]) < 0.0001


@pytest.mark.parametrize(
    "where", [{"address": "愚园路107号1层"}, {"certificate": "演示沪（2019）静字不动产权第000101号"}]
)
def test_a_property_tells_its_use_and_size_and_its_owner_masked(web: httpx.Client, where: dict[str, str]) -> None:
    (told,) = ask(web, "properties", **where).json()["properties"]
    assert (told["register"], told["entry"], told["use"], told["area"]) == ("房产信息", "F01", "商业", "86.40")
    assert told["owner"] == {"name": "上海******有限公司", "is_party": False}
    assert "000101" not in told["certificate"] and "tenure" not in told


def test_to_its_owner_a_property_is_told_in_full(web: httpx.Client) -> None:
    (told,) = ask(web, "properties", address="静安区愚园路107号1层", party=TEA).json()["properties"]
    assert told["owner"] == {"name": "上海演示悠然茶饮有限公司", "is_party": True}
    assert told["certificate"] == "演示沪（2019）静字不动产权第000101号"
    assert told["tenure"] == {"party": TEA, "proven": True, "by": "owner"}


def test_at_an_unclear_address_every_property_is_told_with_its_own(web: httpx.Client) -> None:
    told = ask(web, "properties", address="静安区南京西路205号").json()["properties"]
    assert [one["address"][-2:] for one in told] == ["1层", "2层"]
    assert ask(web, "properties", address="静安区南京西路205号9楼").json() == {"properties": []}
    assert ask(web, "properties", address="南京西路").json() == {"properties": []}
    (unknown,) = ask(web, "properties", address="静安区新闸路156号1层").json()["properties"]
    assert unknown["use"] is None


@pytest.mark.parametrize("register", ["persons", "firms", "addresses", "properties", "uses/searches"])
def test_nobody_asks_without_a_key_with_the_right(address: str, register: str) -> None:
    body = {
        "persons": {"number": WANG[0], "name": WANG[1]}, "firms": {"number": TEA}, "addresses": {"address": "愚园路"},
        "properties": {"address": "愚园路"}, "uses/searches": {"holder": TEA},
    }[register]  # fmt: skip
    more = {} if register == "uses/searches" else {"purpose": PURPOSE}
    with client(address, "nobody") as nobody, client(address, READER) as reader, client(address, SPEAKER) as speaker:
        assert code(nobody.post(f"/{register}", json={**body, **more})) == (401, "unauthorized")
        wrong, right = (reader, speaker) if register == "uses/searches" else (speaker, reader)
        assert code(wrong.post(f"/{register}", json={**body, **more})) == (403, "forbidden")
        assert right.post(f"/{register}", json={**body, **more}).status_code == 200


@pytest.mark.parametrize(
    ("register", "body", "pointers"),
    [
        pytest.param("persons", {"number": WANG[0], "name": WANG[1]}, ["/purpose"], id="no-purpose"),
        pytest.param("persons", {"number": 1, "name": " ", "purpose": "x", "more": 1}, ["/more", "/number", "/name"], id="every-place-is-named"),
        pytest.param("firms", {"purpose": "x"}, ["/number"], id="no-number"),
        pytest.param("addresses", {"address": "路" * 201, "purpose": "x"}, ["/address"], id="too-long"),
        pytest.param("properties", {"purpose": "x"}, [""], id="no-property"),
        pytest.param("properties", {"address": "a", "certificate": "b", "purpose": "x"}, [""], id="two-properties"),
        pytest.param("properties", {"address": "a", "lessor": TEA, "purpose": "x"}, ["/party"], id="a-lessor-to-nobody"),
        pytest.param("uses/searches", {"holder": TEA, "before": True}, ["/before"], id="a-truth-is-no-place"),
        pytest.param("firms", [], [""], id="no-object"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_its_places(
    web: httpx.Client, register: str, body: Any, pointers: list[str]
) -> None:
    answer = web.post(f"/{register}", json=body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers


def test_answers_are_shaped_as_published(web: httpx.Client, registers: RegistersServices) -> None:
    cases = [
        (openapi.PERSON, ask(web, "persons", number=WANG[0], name=WANG[1])),
        (openapi.FIRM, ask(web, "firms", number=TEA)),
        (openapi.PLACES, ask(web, "addresses", address="南京西路")),
        (openapi.PROPERTIES, ask(web, "properties", address="静安区常德路114号", party=MILK)),
        (openapi.USES, web.post("/uses/searches", json={"holder": MILK})),
    ]
    for described, answer in cases:
        ((_, content),) = described[200]["content"].items()
        jsonschema.Draft202012Validator(content["schema"]).validate(answer.json())
