"""Why each material is handed in as it is, told on the page's checklist, in the review and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actions.local_time import now
from actions.speech import Speaker
from actions.speech.overview import warning_texts
from actions.state import describe
from api.printing.materials import told_material
from bot.catalog import Published, publish
from bot.engine import Case, locate
from bot.engine.case import Stored
from bot.engine.proofs import TENURE, Proof

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 12, 1)
LICENCE = Proof("营业执照", "1.2.156.3005.2.998877", "2024-01-01")
IDENTITY = Proof("居民身份证", "310100196203180028")


@cache
def published() -> Published:
    return publish(ROOT, today=TODAY, lapsed=True)


def told(
    proofs: Mapping[str, Proof], scenario: str = "beverage_shop", **answers: Any
) -> tuple[dict[str, dict[str, Any]], str]:
    """The materials of a case by their id, and the review's lines about them."""
    catalog = published().catalog
    stored = {fact: Stored(value, str(value), "said", "applicant", now(), 1) for fact, value in answers.items()}
    case = Case("c", scenario, catalog.current[scenario].scenario.version, 1, answers=stored, proofs=proofs)
    position = locate(catalog, case, TODAY)
    state = describe(catalog, case, position, [])
    lines = "".join(warning_texts(Speaker(catalog, position)))
    return {one["id"]: one for one in state["case"]["materials"]}, lines


def test_what_nobody_looked_up_is_told_as_before() -> None:
    found, lines = told({})
    assert (found["M02"]["mode"], found["M02"]["how"], found["M02"]["settled"]) == (
        "e_license_exempt",
        "to_be_checked",
        "",
    )
    assert "营业执照或者其他主体资格证明（能网上核验，免提交）" in lines


def test_a_proved_material_is_waived_and_its_number_not_told_whole() -> None:
    found, lines = told({"BL": LICENCE, "ID": IDENTITY})
    assert found["M02"]["how"] == "waived_by_licence"
    assert found["M02"]["settled"] == "网上已经核验到您的营业执照（编号末尾 8877），这份不用交。"
    assert "编号末尾 8877" in lines
    assert told_material(found["M03"])["waived"]
    assert IDENTITY.identifier not in lines + str(found), "an identity card's number is shown to nobody"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        pytest.param("revoked", "已经被撤销", id="revoked"),
        pytest.param("expired", "已经过期", id="expired"),
        pytest.param("whatever", "现在不能用", id="another-status"),
    ],
)
def test_a_proof_that_does_not_hold_asks_for_the_paper_and_says_why(status: str, words: str) -> None:
    found, lines = told({"BL": replace(LICENCE, status=status, remedy="先去换发。")})
    assert (found["M02"]["mode"], found["M02"]["how"]) == ("upload", "to_upload")
    assert found["M02"]["settled"] == f"您的营业执照{words}，不能用它免交。先去换发。"
    assert f"您的营业执照{words}" in lines
    paper = told_material(found["M02"])
    assert (paper["waived"], paper["mode"]) == (False, "上传")
    assert words in paper["settled"]


def test_a_register_waives_the_lease() -> None:
    lease = {"premises.tenure": "leased"}
    assert told({}, **lease)[0]["M11"]["how"] == "optional"
    found, _ = told({TENURE: Proof("房产信息", "zu-1")}, **lease)
    assert (found["M11"]["mode"], found["M11"]["how"]) == ("register_exempt", "waived_by_register")
    assert told_material(found["M11"])["waived"]


def test_what_comes_later_is_told_with_its_last_day_in_doubt() -> None:
    found, lines = told({}, "barber_shop", **{"hyg.test_report": "none"})
    later = found["HM06-LATER"]
    assert (later["mode"], later["how"]) == ("deferred", "deferred")
    assert later["settled"] == "您选了先承诺、后补交，请在2027-01-30以前补来（从提交那天起算60天），以受理窗口为准。"
    assert "2027-01-30" in lines
    assert not told_material(later)["waived"]
