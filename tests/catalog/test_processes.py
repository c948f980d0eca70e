"""What the files of processes become, which bundle a hand-in is, and that every published form and scenario has its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalog import CatalogInvalid, open_forms, publish
from bot.catalog.processes import (
    OFFICE,
    Definitions,
    JointBundle,
    Process,
    StepKind,
    before,
    bundle_for,
    department_for,
    process_for,
)

from .tree import edit, plant

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 30)
PUBLISHED = publish(ROOT, today=TODAY)
SHIPPED = PUBLISHED.definitions


def test_every_published_form_has_a_process_and_every_department_of_it_is_known() -> None:
    forms = {path.parent.name for path in (ROOT / "forms").glob("*/layout.yml")}
    assert set(SHIPPED.processes) == forms
    for process in SHIPPED.processes.values():
        assert [department_for(SHIPPED, one).id for one in process.departments] == list(process.departments)


def test_every_scenario_that_opens_several_items_anew_has_its_bundle() -> None:
    named = {one for bundle in SHIPPED.bundles.values() for one in bundle.scenarios}
    several = {
        name
        for name, release in PUBLISHED.catalog.current.items()
        if len(release.scenario.permits) > 1 and not release.scenario.continues
    }
    assert named == several


def test_reading_the_forms_alone_gives_the_same() -> None:
    assert open_forms(ROOT, today=TODAY).definitions() == SHIPPED


@pytest.mark.parametrize(
    ("forms", "scenario", "bundle"),
    [
        pytest.param(["publication_retail", "food_operation"], "bookshop_cafe", "bookshop_cafe", id="by-scenario"),
        pytest.param(["food_operation", "publication_retail"], None, "bookshop_cafe", id="by-forms"),
        pytest.param(["entertainment_venue", "public_hygiene"], "ktv_all", "ktv", id="without-the-optional-part"),
        pytest.param(["entertainment_venue"], "ktv_all", "", id="a-part-that-must-be-there-is-missing"),
        pytest.param(["medical_device_licence", "medical_device_filing"], "medical_change", "", id="other-scenario"),
        pytest.param(["food_operation"], "convenience_all", "", id="one-item-is-no-bundle"),
        pytest.param(["hotel_special", "drug_retail"], None, "", id="nobody-thought-of-it"),
    ],
)
def test_the_bundle_of_a_hand_in(forms: list[str], scenario: str | None, bundle: str) -> None:
    found = bundle_for(SHIPPED, forms, scenario)
    assert found.id == bundle
    assert set(forms) <= set(found.forms)


def test_a_bundle_that_no_file_names_goes_on_in_parallel_and_promises_nothing() -> None:
    found = bundle_for(SHIPPED, ["hotel_special", "drug_retail"])
    assert found == JointBundle(
        "",
        "旅馆业特种行业许可申请登记表、药品经营许可证申请表（零售）",
        "",
        (),
        "police",
        found.parts,
    )
    assert found.forms == ("hotel_special", "drug_retail")


def test_a_form_without_a_process_follows_the_permit_law() -> None:
    process = process_for(Definitions(titles={"signboard": "店招"}), "signboard")
    days = {step.id: step.limit and (step.limit.law.days, step.limit.law.extension) for step in process.steps}
    assert days == {"accept": (5, 0), "paper": None, "decide": (20, 10), "issue": (10, 0)}
    assert department_for(Definitions(), process.lead) == OFFICE


def test_the_permit_law_orders_the_kinds_and_the_file_adds_to_it() -> None:
    process = SHIPPED.processes["entertainment_venue"]
    needs = before(process)
    reviews = {
        step.id for step in process.steps if step.kind in (StepKind.review, StepKind.special, StepKind.inspection)
    }
    assert needs["accept"] == frozenset()
    assert {name for name in reviews if needs[name] == {"accept"}} == reviews - {"inspect"}
    assert needs["inspect"] == {"accept", "verify"}
    assert needs["decide"] == {"accept", *reviews}
    assert needs["issue"] == {"decide", "file"}


def test_a_process_has_another_version_when_its_file_says_something_else(tmp_path: Path) -> None:
    def process(root: Path) -> Process:
        return open_forms(root, today=TODAY).definitions().processes["permit"]

    root = plant(tmp_path / "tree")
    first = process(root)
    edit(root, "forms/permit/process.yml", "days: 20", "days: 15")
    assert process(root).version != first.version
    edit(root, "forms/permit/process.yml", "days: 15", "days: 20")
    assert process(root) == first


def test_a_mistake_in_a_process_keeps_the_forms_from_being_opened(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, "forms/permit/process.yml", "shop.inspection !=", "shop.dine_in !=")
    with pytest.raises(CatalogInvalid) as caught:
        open_forms(root, today=TODAY)
    assert {issue.code for issue in caught.value.issues} == {"PROCESS-06", "COND-06"}
