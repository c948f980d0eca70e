"""How each kind of material is settled, by what is known to prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.engine import locate
from bot.engine.case import Stored
from bot.engine.forms import Deferral, Material
from bot.engine.materials import modes_of, settle_material
from bot.engine.proofs import TENURE, Proof
from bot.engine.provenance import told_materials
from bot.engine.review import review
from bot.engine.undertakings import Undertaking
from bot.engine.undone import is_sent_here

from .shop import NOW, TODAY, Tester, make_catalog, make_form, make_release

VALID = Proof("营业执照", "BL-1", "2024-01-01")
REVOKED = Proof("营业执照", "BL-1", "2024-01-01", "revoked", "重新申领。")
EXPIRED = replace(REVOKED, status="expired")


def material(mode: str, **more: object) -> Material:
    return Material("M", "材料", mode, None, "法", **more)  # type: ignore[arg-type]


EXEMPT = material("e_license_exempt", licence="BL")
ORIGINAL = material("e_license_exempt", licence="BL", number="name")
LEASE = material("upload", proof=TENURE)
PROMISE = material("commitment", defer=Deferral(60, "法", certain=False))


@pytest.mark.parametrize(
    ("asked", "proofs", "number", "how", "mode", "told"),
    [
        pytest.param(EXEMPT, {}, "", "to_be_checked", "e_license_exempt", False, id="nobody-asked"),
        pytest.param(EXEMPT, {"BL": VALID}, "", "waived_by_licence", "e_license_exempt", True, id="proved"),
        pytest.param(EXEMPT, {"BL": REVOKED}, "", "to_upload", "upload", True, id="revoked"),
        pytest.param(EXEMPT, {"BL": EXPIRED}, "", "to_upload", "upload", True, id="expired"),
        pytest.param(EXEMPT, {"ID": VALID}, "", "to_be_checked", "e_license_exempt", False, id="of-another-kind"),
        pytest.param(EXEMPT, {TENURE: VALID}, "", "to_be_checked", "e_license_exempt", False, id="tenure-is-no-licence"),
        pytest.param(ORIGINAL, {"BL": VALID}, " bl-1 ", "waived_by_licence", "e_license_exempt", True, id="that-number"),
        pytest.param(ORIGINAL, {"BL": VALID}, "BL-2", "to_be_checked", "e_license_exempt", False, id="another-number"),
        pytest.param(ORIGINAL, {"BL": REVOKED}, "BL-2", "to_be_checked", "e_license_exempt", False, id="another-is-bad"),
        pytest.param(ORIGINAL, {"BL": VALID}, "", "to_be_checked", "e_license_exempt", False, id="number-not-known"),
        pytest.param(EXEMPT, {"BL": VALID}, "BL-2", "waived_by_licence", "e_license_exempt", True, id="no-number-wanted"),
        pytest.param(LEASE, {}, "", "to_upload", "upload", False, id="lease"),
        pytest.param(LEASE, {TENURE: VALID}, "", "waived_by_register", "register_exempt", True, id="registered"),
        pytest.param(LEASE, {TENURE: EXPIRED}, "", "to_upload", "upload", True, id="register-says-it-is-over"),
        pytest.param(LEASE, {"RE": VALID}, "", "to_upload", "upload", False, id="a-licence-is-no-tenure"),
        pytest.param(replace(LEASE, optional=True), {}, "", "optional", "upload", False, id="optional"),
        pytest.param(replace(LEASE, optional=True), {TENURE: EXPIRED}, "", "optional", "upload", True, id="still-optional"),
        pytest.param(material("upload"), {"BL": VALID, TENURE: VALID}, "", "to_upload", "upload", False, id="no-proof-helps"),
        pytest.param(material("e_license_exempt"), {"": VALID}, "", "to_be_checked", "e_license_exempt", False, id="no-code"),
        pytest.param(material("system_generated"), {}, "", "generated", "system_generated", False, id="generated"),
        pytest.param(material("fill_in"), {}, "", "filled_in", "fill_in", False, id="filled-in"),
        pytest.param(material("fill_in", generate="policies"), {}, "", "generated", "fill_in", False, id="made-of-answers"),
        pytest.param(material("upload", generate="layout_points"), {}, "", "to_upload", "upload", False, id="helped"),
        pytest.param(material("commitment"), {}, "", "promised", "commitment", False, id="promised"),
        pytest.param(PROMISE, {}, "", "deferred", "deferred", False, id="comes-later"),
        pytest.param(PROMISE, {"BL": VALID, TENURE: VALID}, "", "deferred", "deferred", False, id="still-later"),
        pytest.param(material("system_check"), {}, "", "checked_by_system", "system_check", False, id="checked"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_material(
    asked: Material, proofs: Mapping[str, Proof], number: str, how: str, mode: str, told: bool
) -> None:
    found = settle_material(asked, proofs, TODAY, number)
    assert (found.how, found.mode, found.proof is not None) == (how, mode, told)


def shop_asking(asked: Material, proofs: Mapping[str, Proof]) -> Tester:
    """The shop, complete, with one material."""
    release = make_release(form=make_form(materials=(asked,)))
    found = Tester(make_catalog(release)).start().fill()
    found.case = replace(found.case, proofs=proofs)
    return found


@pytest.mark.parametrize(
    ("asked", "proofs", "expected", "sent_here"),
    [
        pytest.param(EXEMPT, {}, {"mode": "e_license_exempt"}, False, id="unknown"),
        pytest.param(
            EXEMPT,
            {"BL": VALID},
            {
                "mode": "e_license_exempt",
                "proof": {"title": "营业执照", "identifier": "BL-1", "status": "valid", "as_of": "2024-01-01"},
            },
            False,
            id="waived",
        ),
        pytest.param(
            EXEMPT,
            {"BL": replace(REVOKED, as_of="")},
            {"mode": "upload", "proof": {"title": "营业执照", "identifier": "BL-1", "status": "revoked"}},
            True,
            id="blocked",
        ),
    ],
)
def test_intake_is_told_what_proves_it(
    asked: Material, proofs: Mapping[str, Proof], expected: dict[str, object], sent_here: bool
) -> None:
    one = shop_asking(asked, proofs)
    view = locate(one.catalog, one.case, TODAY).view
    assert view is not None
    assert told_materials(review(view)) == ({"id": "M", "label": "材料", **expected},)
    assert is_sent_here(view, "permit", "M") is sent_here


def test_what_comes_later_has_its_last_day_and_is_taken_as_a_file() -> None:
    one = shop_asking(PROMISE, {})
    view = locate(one.catalog, one.case, TODAY).view
    assert view is not None
    assert told_materials(review(view)) == (
        {"id": "M", "label": "材料", "mode": "deferred", "due": (TODAY + timedelta(days=60)).isoformat()},
    )
    assert is_sent_here(view, "permit", "M")


@pytest.mark.parametrize(
    ("answer", "origin", "how"),
    [
        pytest.param("BL-1", "", "waived_by_licence", id="told-the-same"),
        pytest.param("阿婆", "", "to_be_checked", id="told-another"),
        pytest.param("阿婆", "BL-1", "waived_by_licence", id="read-off-this-licence"),
        pytest.param("阿婆", "BL-9", "to_be_checked", id="read-off-another"),
    ],
)
def test_a_licence_of_another_number_proves_nothing(answer: str, origin: str, how: str) -> None:
    one = shop_asking(ORIGINAL, {"BL": VALID})
    stored = Stored(answer, answer, "said", "applicant", NOW, 1, origin=origin)
    one.case = replace(one.case, answers={**one.case.answers, "name": stored})
    view = locate(one.catalog, one.case, TODAY).view
    assert view is not None
    assert review(view).standings["M"].how == how


@pytest.mark.parametrize(
    ("changes", "modes"),
    [
        pytest.param({}, {"upload"}, id="as-it-is"),
        pytest.param({"mode": "e_license_exempt", "licence": "BL"}, {"e_license_exempt", "upload"}, id="by-a-licence"),
        pytest.param({"proof": TENURE}, {"upload", "register_exempt"}, id="by-a-register"),
        pytest.param({"defer": Deferral(60, "法")}, {"deferred"}, id="always-later"),
        pytest.param({"offers": (Undertaking("promised", "承诺。", "法"),)}, {"upload", "commitment"}, id="by-a-promise"),
        pytest.param({"offers": (Undertaking("deferred", "后补。", "法", days=9),)}, {"upload", "deferred"}, id="later-by-choice"),
    ],
)  # fmt: skip
def test_the_ways_in_which_a_material_may_come(changes: dict[str, Any], modes: set[str]) -> None:
    assert modes_of(replace(Material("M", "材料", "upload", None, "法"), **changes)) == modes


@pytest.mark.parametrize(("proof", "waived"), [(VALID, True), (replace(VALID, status="revoked"), False), (None, False)])
def test_only_a_proof_that_holds_makes_it_unnecessary(proof: Proof | None, waived: bool) -> None:
    licensed = Material("M", "材料", "e_license_exempt", None, "法", licence="BL")
    assert settle_material(licensed, {} if proof is None else {"BL": proof}, TODAY).waived is waived
