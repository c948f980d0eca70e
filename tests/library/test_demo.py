"""Invented holders: about thirty with right check digits, put in once, told as invented everywhere, and a faulty file is refused."""

from __future__ import annotations

import base64
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest
from ruamel.yaml import YAML

from api.library.demo.holders import BadHolders, read_holders
from api.library.demo.putting_in import put_in
from api.library.register import read_register
from api.library.services import LibraryServices
from bot.nlu.values.id_card import problem_of
from bot.nlu.values.uscc import is_credit_code
from tests.actions.conftest import Clock
from tests.api import paper

from .test_consent import november
from .test_library import issue

__all__ = ["november"]
ROOT = Path(__file__).resolve().parents[2]
HOLDERS = YAML(typ="safe").load((ROOT / "api" / "library" / "demo" / "holders.yml").read_text("utf-8"))["holders"]
PERSONS = [one for one in HOLDERS if one["id"].startswith("P")]
FIRMS = [one for one in HOLDERS if one["id"].startswith("E")]
CARD = "1.2.156.3005.2.113100000000000004020.113101060000000518.DEMOP01020.001.V"
FILE = """holders:
  - id: P01
    name: 甲
    number: '11010519491231002X'
    licences:
      - type: 居民身份证
        office: 上海市公安局静安分局
        issued: '2020-01-01'
        content: {姓名: 甲}
"""


def test_numbers_have_right_check_digits_and_are_nobody_s() -> None:
    today = datetime(2026, 11, 30, tzinfo=timezone.utc).date()
    assert len(PERSONS) + len(FIRMS) == len(HOLDERS) == 30
    assert [one["id"] for one in PERSONS if problem_of(one["number"], today) is not None] == []
    assert [one["id"] for one in FIRMS if not is_credit_code(one["number"])] == []
    assert {one["number"][:6] for one in PERSONS} == {"310100"}
    assert all("MADEM0" in one["number"] and "演示" in one["name"] for one in FIRMS)


def test_what_stands_on_a_licence_fits_its_holder() -> None:
    persons = {one["name"] for one in PERSONS}
    for holder in HOLDERS:
        for content in (licence["content"] for licence in holder["licences"]):
            for name in ("统一社会信用代码", "公民身份号码"):
                assert content.get(name) in (None, holder["number"])
            assert content.get("法定代表人") in (None, *persons)
            if "性别" in content:
                assert content["性别"] == ("男" if int(holder["number"][16]) % 2 else "女")


def test_every_firm_has_its_business_licence_and_every_person_an_identity_card() -> None:
    for holders, title in ((PERSONS, "居民身份证"), (FIRMS, "营业执照")):
        assert all(title in {licence["type"] for licence in one["licences"]} for one in holders)


def test_they_are_put_in_once_however_often_and_by_however_many(library: LibraryServices) -> None:
    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(lambda _: put_in(library), range(4)))
    assert sum(new) == sum(len(one["licences"]) for one in HOLDERS)
    assert put_in(library) == 0


def test_each_status_occurs_among_them(library: LibraryServices) -> None:
    put_in(library)
    found = [held.status_on(library.today()) for one in HOLDERS for held in library.licences.of_holder(one["number"])]
    counted = Counter(found)
    assert set(counted) == {"valid", "not_yet", "expired", "superseded", "recalled", "revoked"}
    assert counted["valid"] > len(found) * 0.8


def test_everybody_is_told_that_it_is_invented(
    library: LibraryServices, web: httpx.Client, reader: httpx.Client
) -> None:
    put_in(library)
    real = issue(web).json()
    assert (real["invented"], "编造" in real["status_text"]) == (False, False)
    verified = web.get(f"/library/v1/verify/{CARD}").json()
    assert (verified["invented"], "编造" in verified["status_text"], verified["holder"]["name"]) == (True, True, "王**")
    person, kind = PERSONS[0]["number"], CARD.split(".")[5]
    consent = {"holder": person, "purpose": "p", "types": [kind], "until": "2026-12-01", "notice": "n"}
    assert reader.post("/library/v1/consents", json=consent).status_code == 201
    (listed,) = reader.post("/library/v1/searches", json={"holder": person, "purpose": "p"}).json()["licences"]
    assert (listed["identifier"], listed["invented"]) == (CARD, True)
    fetched = reader.post(f"/library/v1/licences/{CARD}/uses", json={"purpose": "p", "use_cause": "c"}).json()
    assert fetched["content"]["姓名"] == "王桂兰"
    assert "演示数据：持证人、号码和内容都是编造的" in paper.text_of(base64.b64decode(fetched["pdf"]))


def test_nobody_issues_under_a_serial_of_what_is_invented(web: httpx.Client) -> None:
    refused = issue(web, serial="DEMOP01020")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/serial")
    # What only looks a little like one may be anybody's.
    assert issue(web, serial="DEMOP0102").status_code == issue(web, "k2", serial="DEMOP010200").status_code == 201


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(("type: 居民身份证", "type: 图书证"), 6, id="no-such-type"),
        pytest.param(("type: 居民身份证", "type: 营业执照"), 6, id="not-for-persons"),
        pytest.param(("上海市公安局静安分局", "某局"), 7, id="no-such-body"),
        pytest.param(("{姓名: 甲}", "{姓名: 甲, 血型: A}"), 9, id="no-such-field"),
        pytest.param(("'2020-01-01'", "'2020-02-30'"), 6, id="no-such-day"),
        pytest.param(("'2020-01-01'", "2020"), 8, id="a-year-is-no-day"),
        pytest.param(("id: P01", "id: X01"), 2, id="neither-person-nor-firm"),
        pytest.param((FILE[9:], FILE[9:] + FILE[9:]), 10, id="somebody-twice"),
        pytest.param((FILE[94:], FILE[94:] + FILE[94:]), 10, id="a-licence-twice"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], line: int) -> None:
    file = tmp_path / "holders.yml"
    file.write_text(FILE, "utf-8")
    assert len(read_holders(read_register(), file)) == 1
    assert change[0] in FILE
    file.write_text(FILE.replace(*change), "utf-8")
    with pytest.raises(BadHolders, match=f"holders.yml:{line}  "):
        read_holders(read_register(), file)


def test_the_days_of_the_file_do_not_hang_on_the_day_it_is_read(library: LibraryServices, clock: Clock) -> None:
    put_in(library)
    clock.now = datetime(2027, 6, 1, tzinfo=timezone.utc)
    assert put_in(library) == 0
