"""What the desk tells of applications: in which order, what of them, and that somebody looked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.officers import Officer
from api.intake.reviewing import Reviewing
from api.intake.reviewing.hiding import hidden
from api.intake.reviewing.listing import PAGE, STANDINGS
from api.intake.reviewing.paper import Place, places
from api.intake.reviewing.told import corrected
from api.intake.status import STATUSES
from bot.catalog.processes import OFFICE
from tests.actions.conftest import Clock
from tests.intake.conftest import cipher, clock, empty, intake, key, postgres, url, web
from tests.intake.permit import shop_catalog
from tests.intake.test_taking import BODY, changed, hand_in

from .office import MATERIALS, Applicant, Clerk, example
from .office import places as rows_of

__all__ = ["cipher", "clock", "empty", "intake", "key", "postgres", "url", "web"]
OURS = OFFICE.title
WANG = Officer("wang", "王科", OURS)


@pytest.fixture
def services(empty: Engine, cipher: Cipher, clock: Clock) -> IntakeServices:
    """The intake of the small shop's permit, which one department reviews."""
    return open_intake(empty, cipher, published_forms(shop_catalog()), clock)


@pytest.fixture
def reviewing(services: IntakeServices) -> Reviewing:
    """The desk on it."""
    return Reviewing(
        services.casework, services.listing, services.looks, services.opining, lambda officer: f"名叫{officer}"
    )


def references(reviewing: Reviewing, standing: str = "open", page: int = 1, **more: Any) -> list[str]:
    """What the list shows."""
    return [one["reference"] for one in reviewing.listed(WANG, standing, page, **{"late": False, **more})["rows"]]


def test_the_soonest_due_comes_first_and_what_waits_for_nobody_here_last(
    web: httpx.Client, reviewing: Reviewing, clock: Clock
) -> None:
    first, second, third = (str(hand_in(web, f"k{number}").json()["reference"]) for number in range(3))
    clock.pass_seconds(timedelta(days=1).total_seconds())
    fourth = str(hand_in(web, "k9").json()["reference"])
    # Twenty working days from now, and not five.
    reviewing.act(WANG, first, {"kind": "accepted", "seq": 1})
    point = {"pointer": "/name", "words": "改"}
    reviewing.act(WANG, second, {"kind": "correction_begun", "seq": 1, "points": [point]})
    assert references(reviewing) == [third, fourth, first, second]
    assert references(reviewing, "new") == [third, fourth]
    assert references(reviewing, "waiting") == [second]
    assert references(reviewing, "reviewed") == [first]
    # 24 November 2026 is a Tuesday: five working days later is the next Tuesday, and that day is still in time.
    clock.pass_seconds(timedelta(days=6).total_seconds())
    told = reviewing.listed(WANG, "new", 1, late=False)
    assert [(one["due"]["day"], one["due"]["left"]) for one in told["rows"]] == [("2026-12-01", 0), ("2026-12-02", 1)]
    assert told["late"] == 0
    clock.pass_seconds(timedelta(days=1).total_seconds())
    late = reviewing.listed(WANG, "open", 1, late=True)
    assert [(one["reference"], one["due"]["left"]) for one in late["rows"]] == [(third, -1)]
    assert (late["late"], late["total"]) == (1, 1)


def test_a_page_holds_some_and_the_next_goes_on(web: httpx.Client, reviewing: Reviewing) -> None:
    held = {str(hand_in(web, f"k{number}").json()["reference"]) for number in range(PAGE + 2)}
    one, two, three = (references(reviewing, page=page) for page in (1, 2, 3))
    assert (len(one), len(two), three) == (PAGE, 2, [])
    assert set(one) | set(two) == held
    assert reviewing.listed(WANG, "open", 1, late=False)["total"] == PAGE + 2


def test_each_status_stands_somewhere() -> None:
    parts = [STANDINGS[name] for name in ("new", "waiting", "reviewed", "decided", "over")]
    assert sorted(name for part in parts for name in part) == sorted(STATUSES)
    assert set(STANDINGS["open"]) == set(STATUSES) - set(STANDINGS["over"])


def test_that_somebody_looked_is_kept_without_what_was_seen(
    web: httpx.Client, reviewing: Reviewing, services: IntakeServices, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "daoban")
    reference = str(hand_in(web).json()["reference"])
    reviewing.application(WANG, reference)
    number = BODY["application"]["owner"]["id_no"]
    assert reviewing.reveal(WANG, reference, "/owner/id_no") == number
    looks = services.looks.of(reference)
    assert [(one.officer, one.office, one.pointer) for one in looks] == [
        ("wang", OURS, None), ("wang", OURS, "/owner/id_no"),
    ]  # fmt: skip
    assert "officer wang looks at" in caplog.text
    assert number not in caplog.text


def test_differences_are_those_between_what_was_handed_in_and_what_corrects_it(
    web: httpx.Client, reviewing: Reviewing
) -> None:
    reference = str(hand_in(web).json()["reference"])
    points = [{"pointer": "/place/area", "words": "改"}]
    reviewing.act(WANG, reference, {"kind": "correction_begun", "seq": 1, "points": points})
    place = {**BODY["application"]["place"], "area": 61}
    body = {
        "correction": f"{reference}:c2",
        "application": changed(place=place, copies=3, theme=None)["application"],
    }
    path = f"/intake/v1/applications/{reference}/supplements"
    web.post(path, json=body, headers={"Idempotency-Key": "s"}).raise_for_status()
    told = reviewing.application(WANG, reference)["differences"]
    was = BODY["application"]
    assert {one["pointer"]: (one["before"], one["after"]) for one in told} == {
        "/place/area": (str(was["place"]["area"]), "61"),
        "/copies": ("1", "3"),
        "/theme": ("奶茶", ""),
    }


def test_a_preview_changes_nothing(web: httpx.Client, reviewing: Reviewing, services: IntakeServices) -> None:
    reference = str(hand_in(web).json()["reference"])
    shown = reviewing.preview(WANG, reference, {"kind": "refused", "seq": 1, "words": "x"} | {"kind": "not_needed"})
    assert len(services.casework.history.of(reference)) == 1
    done = services.casework.act(WANG, reference, read_act({"kind": "not_needed", "seq": 1, "words": "x"})).told()
    assert shown == done


def test_an_application_tells_each_value_as_people_read_it(applicant: Applicant, wang: Clerk) -> None:
    reference = applicant.hand_in()
    told = wang.look(reference)
    found = rows_of(told)
    filled = example()
    assert found["/application_type"]["shown"] == "新办"
    assert found["/premises/total_area"]["shown"] == "80㎡"
    assert found["/premises/total_area"]["origin"] == {
        "source": "申请人说的", "confirmed": False, "raw": "差不多这么大",
    }  # fmt: skip
    assert found["/workers/1/name"]["label"] == "从业人员姓名（第2项）"
    assert told["rules"]["found"] == []
    assert [one["own"] for one in told["materials"]] == [True, True, False]
    assert told["materials"][1]["more"] == [["文件", "布局图.pdf（2页）"]]
    # Numbers of people's certificates and telephones, and what the applicant said of them, are nowhere in it.
    text = str(told) + str(wang.listed())
    for number in (
        filled["contact"]["mobile"], filled["legal_rep"]["id_no"], filled["workers"][0]["health_cert_no"], "13912345678",
    ):  # fmt: skip
        assert number not in text
    assert [one["kind"] for one in told["possible"]] == [
        "accepted", "not_needed", "acceptance_refused", "correction_begun",
    ]  # fmt: skip
    assert len(MATERIALS) == len(told["materials"])


LICENCE = {"title": "营业执照", "identifier": "1.2.156", "as_of": "2024-01-01", "status": "valid"}


@pytest.mark.parametrize(
    ("material", "days", "told"),
    [
        pytest.param({"mode": "e_license_exempt", "proof": LICENCE}, 0, ["网上核验", "营业执照，编号 1.2.156，2024-01-01 起"], id="proved"),
        pytest.param(
            {"mode": "upload", "proof": {**LICENCE, "as_of": "", "status": "revoked"}}, 0,
            ["没有核验通过", "营业执照，编号 1.2.156（revoked）"], id="not-proved",
        ),
        pytest.param({"mode": "deferred", "due": "2026-12-24"}, 0, ["承诺后补", "2026-12-24 以前"], id="later"),
        pytest.param({"mode": "deferred", "due": "2026-12-24"}, 30, ["承诺后补", "2026-12-24 以前"], id="on-the-last-day"),
        pytest.param({"mode": "deferred", "due": "2026-12-24"}, 31, ["承诺后补", "2026-12-24 以前，已经过了，还没有补来"], id="too-late"),
        pytest.param(
            {"mode": "deferred", "due": "2026-12-24", "files": [{"name": "报告.pdf"}]}, 31,
            ["承诺后补", "2026-12-24 以前"], id="it-has-come",
        ),
    ],
)  # fmt: skip
def test_why_a_material_is_not_here_is_told(
    reviewing: Reviewing, web: httpx.Client, clock: Clock, material: dict[str, Any], days: int, told: list[str]
) -> None:
    body = {**BODY, "materials": [{"id": "M", "label": "材料", **material}]}
    reference = str(hand_in(web, body=body).json()["reference"])
    clock.pass_seconds(timedelta(days=days).total_seconds())
    (found,) = reviewing.application(WANG, reference)["materials"]
    assert told in found["more"]


def test_what_no_longer_keeps_to_the_rules_is_told_with_its_place(reviewing: Reviewing, web: httpx.Client) -> None:
    reference = str(hand_in(web).json()["reference"])
    checking = reviewing.casework.checking
    wrong = {**BODY["application"], "name": ""}
    assert [one.pointer for one in checking.held_against("permit", wrong)] == ["/name"]
    assert reviewing.application(WANG, reference)["rules"]["found"] == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["name", "place", "staff", "seats", "x", "y/z"]), _JSON))
def test_nothing_that_an_application_holds_is_overlooked(application: dict[str, Any]) -> None:
    """Whatever the form does not know is shown too, and each place once."""
    published = published_forms(shop_catalog())["permit"]
    found = places(published, application)
    pointers = [one.pointer for one in found]
    assert len(set(pointers)) == len(pointers)

    def leaves(value: Any, pointer: str) -> list[str]:
        if isinstance(value, (dict, list)) and value:
            members = value.items() if isinstance(value, dict) else enumerate(value)
            names = ((str(name).replace("~", "~0").replace("/", "~1"), inner) for name, inner in members)
            return [leaf for name, inner in names for leaf in leaves(inner, f"{pointer}/{name}")]
        return [pointer] if pointer else []

    for leaf in leaves(application, ""):
        assert any(leaf == one or leaf.startswith(f"{one}/") for one in pointers), leaf


_PLACES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "1", "2"]))


@given(_PLACES, _PLACES)
def test_a_place_is_corrected_where_it_says_otherwise(now: dict[str, str], first: dict[str, str]) -> None:
    def made(values: dict[str, str]) -> list[Place]:
        return [Place(name, name, "", value) for name, value in values.items()]

    found = corrected(made(now), made(first))
    assert {name for name in {*now, *first} if now.get(name, "") != first.get(name, "")} == set(found)
    assert all(place.value == first.get(name, "") for name, place in found.items())


@given(st.text(max_size=30))
def test_a_hidden_value_shows_a_few_characters_at_most(value: str) -> None:
    told = hidden(value)
    assert len(told) == len(value)
    assert sum(one != "*" for one in told if one) <= 7 or value.count("*") > 0
