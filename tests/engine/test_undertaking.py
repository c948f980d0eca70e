"""告知承诺 and 容缺: offered where the form says so, taken with the text that was shown, taken back, and told to intake."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import Case, locate
from bot.engine.commands import Submit, Undertake
from bot.engine.condition_parser import parse_condition
from bot.engine.events import Notice, SubmitRequested
from bot.engine.forms import Material
from bot.engine.materials import MaterialStanding
from bot.engine.proofs import TENURE, Proof
from bot.engine.provenance import told_materials
from bot.engine.review import review
from bot.engine.undertakings import Undertaken, Undertaking
from bot.engine.undone import is_sent_here

from .after import After, event
from .shop import NOW, TODAY, Tester, make_catalog, make_form, make_release

PROMISE = Undertaking("promised", "我承诺符合标准，以后补交。", "某办法", certain=False)
DEFERRAL = Undertaking("deferred", "我在期限以内补交。", "某清单", days=10)
LEASE = Material("M", "租赁合同", "upload", None, "法", offers=(PROMISE, DEFERRAL), proof=TENURE)
DUE = "2026-12-04"


def shop(asked: Material = LEASE) -> Tester:
    """The shop, complete, with one material."""
    return Tester(make_catalog(make_release(form=make_form(materials=(asked,))))).start().fill()


def standing(one: Tester, days: int = 0) -> MaterialStanding:
    view = locate(one.catalog, one.case, TODAY + timedelta(days=days)).view
    assert view is not None
    return review(view).standings["M"]


@pytest.mark.parametrize(
    ("asked", "command", "notice", "how", "mode"),
    [
        pytest.param(LEASE, ("promised", PROMISE.version), "undertaking.promised", "promised", "commitment", id="promised"),
        pytest.param(LEASE, ("deferred", DEFERRAL.version), "undertaking.deferred.until", "deferred", "deferred", id="deferred"),
        pytest.param(LEASE, ("promised", ""), "undertaking.other_text", "to_upload", "upload", id="no-text-was-shown"),
        pytest.param(LEASE, ("promised", DEFERRAL.version), "undertaking.other_text", "to_upload", "upload", id="the-other-text"),
        pytest.param(replace(LEASE, offers=(PROMISE,)), ("deferred", DEFERRAL.version), "undertaking.not_offered", "to_upload", "upload", id="not-offered"),
        pytest.param(LEASE, ("granted", PROMISE.version), "undertaking.not_offered", "to_upload", "upload", id="no-such-way"),
        pytest.param(
            replace(LEASE, offers=(replace(PROMISE, when=parse_condition("camera == 'no'")),)),
            ("promised", PROMISE.version), "undertaking.not_offered", "to_upload", "upload", id="not-in-this-case",
        ),
        pytest.param(
            replace(LEASE, mode="e_license_exempt", proof="", offers=(PROMISE,)),
            ("promised", PROMISE.version), "undertaking.not_offered", "to_be_checked", "e_license_exempt", id="nothing-to-upload",
        ),
    ],
)  # fmt: skip
def test_what_a_choice_comes_to(asked: Material, command: tuple[str, str], notice: str, how: str, mode: str) -> None:
    one = shop(asked)
    one.do(Undertake("M", *command))
    assert one.event(Notice).text == notice
    assert (standing(one).how, standing(one).mode) == (how, mode)
    # The turn itself tells it so too, though no answer has changed.
    position = one.last.position
    assert position is not None and position.view is not None
    assert review(position.view).standings["M"].how == how
    assert bool(one.case.undertaken) == (how in ("promised", "deferred"))


@pytest.mark.parametrize("name", ["", "M9", "__class__"])
def test_a_material_that_is_not_asked_for(name: str) -> None:
    one = shop()
    one.do(Undertake(name, "promised", PROMISE.version))
    assert one.event(Notice).text == "undertaking.unknown"
    assert not one.case.undertaken


def test_before_a_scenario_nothing_is_undertaken() -> None:
    one = Tester(make_catalog(), Case("c1"))
    one.do(Undertake("M", "promised", PROMISE.version))
    assert one.event(Notice).text == "undertaking.unknown"


def test_uploading_again_takes_it_back() -> None:
    one = shop()
    before = one.case.undertaken
    one.do(Undertake("M", "promised", PROMISE.version))
    one.do(Undertake("M", "deferred", DEFERRAL.version))
    assert standing(one).how == "deferred"
    one.do(Undertake("M", "upload"))
    assert (one.event(Notice).text, one.case.undertaken, standing(one).how) == ("undertaking.back", before, "to_upload")


def test_a_choice_asks_nothing_and_changes_no_answer() -> None:
    one = shop()
    answers, asked = one.case.answers, one.asked()
    one.do(Undertake("M", "promised", PROMISE.version))
    assert (one.case.answers, one.asked()) == (answers, asked)


def test_another_text_is_another_promise() -> None:
    """After an upgrade to another text the choice stands for nothing, until it is made again."""
    one = shop()
    one.do(Undertake("M", "promised", PROMISE.version))
    for changed in (
        replace(PROMISE, text="我承诺别的。"),
        replace(PROMISE, basis="另一个办法"),
        replace(PROMISE, days=5),
    ):
        other = shop(replace(LEASE, offers=(changed,)))
        other.case = replace(other.case, undertaken=one.case.undertaken)
        assert standing(other).how == "to_upload"


@pytest.mark.parametrize(("days", "how"), [(0, "deferred"), (10, "deferred"), (11, "to_upload")])
def test_what_is_overdue_before_it_is_handed_in_has_to_be_uploaded(days: int, how: str) -> None:
    one = shop()
    one.do(Undertake("M", "deferred", DEFERRAL.version))
    assert one.case.undertaken["M"] == Undertaken("deferred", DEFERRAL.version, "2026-11-24", DUE)
    assert standing(one, days).how == how


def test_a_register_that_proves_it_leaves_nothing_to_promise() -> None:
    one = shop()
    one.do(Undertake("M", "promised", PROMISE.version))
    one.case = replace(one.case, proofs={TENURE: Proof("房产登记", "RE-1")})
    assert (standing(one).how, standing(one).chosen) == ("waived_by_register", None)
    one.case = replace(one.case, proofs={TENURE: Proof("房产登记", "RE-1", status="expired")})
    assert standing(one).how == "promised"


def test_intake_is_told_the_text_and_the_last_day_and_it_stays() -> None:
    one = shop()
    one.do(Undertake("M", "deferred", DEFERRAL.version))
    one.do(Submit())
    told = {"text": DEFERRAL.text, "version": DEFERRAL.version, "day": "2026-11-24"}
    material = {"id": "M", "label": "租赁合同", "mode": "deferred", "due": DUE, "undertaken": told}
    assert one.event(SubmitRequested).materials == (material,)
    # What was handed in stays as it was agreed, however late it is, and nothing is changed behind intake's back.
    assert standing(one, 100).how == "deferred"
    view = locate(one.catalog, one.case, TODAY + timedelta(days=100)).view
    assert view is not None
    assert told_materials(review(view)) == (material,)
    for how, version in (("upload", ""), ("promised", PROMISE.version)):
        one.do(Undertake("M", how, version), now=NOW + timedelta(days=1))
        assert one.event(Notice).text in ("submit.pending", "submitted.locked")
    assert one.case.undertaken["M"].how == "deferred"


def test_what_is_to_come_later_is_not_taken_here_meanwhile() -> None:
    one = shop()
    one.do(Undertake("M", "promised", PROMISE.version))
    view = locate(one.catalog, one.case, TODAY).view
    assert view is not None
    assert not is_sent_here(view, "permit", "M")


def at_intake() -> After:
    """The shop, at intake, that wants the material which was promised, and nothing else."""
    one = After(make_release(form=make_form(materials=(LEASE, replace(LEASE, id="N")))))
    one.case = replace(
        one.case, undertaken={name: Undertaken("promised", PROMISE.version, "2026-11-24", "") for name in "MN"}
    )
    one.received()
    one.report(event(1, 6, "permit", {"material": "M", "label": "租赁合同", "words": "现在交"}))
    return one


@pytest.mark.parametrize(
    ("command", "told", "left"),
    [
        pytest.param(("M", "upload", ""), "undertaking.back", {"N"}, id="what-is-wanted-may-come-after-all"),
        pytest.param(("N", "upload", ""), "submitted.locked", {"M", "N"}, id="what-is-not-wanted-stays"),
        pytest.param(("M", "promised", PROMISE.version), "submitted.locked", {"M", "N"}, id="it-is-not-promised-again"),
    ],
)  # fmt: skip
def test_what_intake_holds_is_undertaken_only_as_a_correction_wants(
    command: tuple[str, str, str], told: str, left: set[str]
) -> None:
    one = at_intake()
    one.do(Undertake(*command))
    assert told in [notice.text for notice in one.last.events if isinstance(notice, Notice)]
    assert set(one.case.undertaken) == left


def test_taking_back_what_was_never_undertaken_changes_nothing() -> None:
    one = shop()
    before = one.case.undertaken
    one.do(Undertake("M", "upload"))
    assert one.case.undertaken == before
    assert not [event for event in one.last.events if isinstance(event, Notice) and event.text == "undertaking.back"]
