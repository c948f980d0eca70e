"""Somebody says that a material comes later: the text first, then the yes; which one; why not; and that it comes after all."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest

from bot.engine import Address, Case, Value, asking, locate
from bot.engine.commands import Answer, Cancel, Confirm, Reject, SeekUndertaking, Submit, Summary, Undertake
from bot.engine.condition_parser import parse_condition
from bot.engine.events import ChangeDropped, ConfirmAsked, Notice
from bot.engine.forms import Deferral, Material
from bot.engine.offering import shown
from bot.engine.proofs import TENURE, Proof
from bot.engine.review import review
from bot.engine.undertakings import Undertaking

from .after import After
from .shop import NOW, TODAY, Tester, make_catalog, make_form, make_release
from .test_undertaking import at_intake

T = TypeVar("T", Tester, After)
PROMISE = Undertaking("promised", "我承诺符合标准，以后补交。", "某办法")
DEFERRAL = Undertaking("deferred", "我在期限以内补交。", "某清单", days=10)
LEASE = Material("LEASE", "租赁合同", "upload", None, "法", offers=(PROMISE, DEFERRAL), proof=TENURE)
REPORT = Material("REPORT", "检测报告", "upload", None, "法", offers=(PROMISE,))
PLAN = Material("PLAN", "平面图", "upload", None, "法")
FORM = Material("FORM", "申请书", "system_generated", None, "法")
LATER = Material("LATER", "健康证明", "upload", None, "法", defer=Deferral(30, "某清单"))
NOT_NOW = Material(
    "NOT_NOW", "空调报告", "upload", None, "法", offers=(replace(PROMISE, when=parse_condition("camera == 'no'")),)
)


def shop(*asked: Material) -> Tester:
    return Tester(make_catalog(make_release(form=make_form(materials=asked)))).start().fill()


def seek(one: T, how: str, *materials: str) -> T:
    one.do(SeekUndertaking(how, materials))
    return one


def act(one: Tester) -> str:
    found: ConfirmAsked = one.event(ConfirmAsked)
    return found.act


def notices(one: Tester | After) -> list[tuple[str, str]]:
    return [(event.text, event.params.get("label", "")) for event in one.last.events if isinstance(event, Notice)]


def test_the_words_choose_nothing_and_the_yes_to_the_text_does() -> None:
    one = seek(shop(LEASE), "deferred")
    assert act(one) == f"undertake:deferred:{DEFERRAL.version}:LEASE"
    assert not one.case.undertaken
    assert asking(one.catalog, one.case, NOW).act == "undertake"
    one.do(Confirm())
    assert one.case.undertaken["LEASE"].version == DEFERRAL.version
    assert notices(one)[0] == ("undertaking.deferred.until", "租赁合同")


def test_a_no_leaves_it_to_be_uploaded() -> None:
    one = seek(shop(LEASE), "promised")
    one.do(Reject())
    assert one.event(ChangeDropped)
    assert not one.case.undertaken
    assert not one.case.stack


def test_the_button_is_the_yes() -> None:
    one = seek(shop(LEASE), "promised")
    one.do(Answer(None, Value(True), instance=one.case.stack[-1].instance), source="chosen")  # type: ignore[union-attr]
    assert one.case.undertaken["LEASE"].how == "promised"


def test_the_other_way_is_offered_by_its_name() -> None:
    one = seek(shop(REPORT), "deferred", "REPORT")
    assert notices(one) == [("undertaking.only.promised", "检测报告")]
    assert act(one) == f"undertake:promised:{PROMISE.version}:REPORT"


def test_a_text_that_changed_meanwhile_is_not_put_up_any_more() -> None:
    one = seek(shop(LEASE), "promised")
    other = replace(LEASE, offers=(replace(PROMISE, text="我承诺别的。"),))
    one.catalog = make_catalog(make_release(form=make_form(materials=(other,))))
    one.do(Summary())
    assert not one.case.stack


def test_a_text_that_changed_meanwhile_is_not_agreed_to() -> None:
    one = seek(shop(LEASE), "promised")
    other = replace(LEASE, offers=(replace(PROMISE, text="我承诺别的。"),))
    one.catalog = make_catalog(make_release(form=make_form(materials=(other,))))
    one.do(Confirm())
    assert notices(one)[0][0] == "undertaking.other_text"
    assert not one.case.undertaken


def test_what_waits_is_put_up_again() -> None:
    one = seek(shop(LEASE), "promised")
    one.do(Summary())
    assert act(one) == f"undertake:promised:{PROMISE.version}:LEASE"
    assert act(seek(one, "deferred")) == f"undertake:deferred:{DEFERRAL.version}:LEASE"
    assert len(one.case.stack) == 1


def test_which_of_several_is_asked() -> None:
    one = seek(shop(LEASE, REPORT, PLAN), "promised")
    assert act(one) == "which:promised:LEASE,REPORT"
    context = asking(one.catalog, one.case, NOW)
    assert (context.mode, context.act, context.listed) == ("confirm", "which.promised", ("LEASE", "REPORT"))
    instance = one.case.stack[-1].instance  # type: ignore[union-attr]
    one.do(Confirm())
    assert notices(one)[0][0] == "unclear.confirm"
    one.do(Answer(None, Value("PLAN"), instance=instance), source="chosen")
    assert notices(one)[0][0] == "unclear.confirm"
    one.do(Answer(None, Value("REPORT"), instance=instance), source="chosen")
    assert act(one) == f"undertake:promised:{PROMISE.version}:REPORT"
    assert len(one.case.stack) == 1


def test_which_is_told_in_words() -> None:
    one = seek(seek(shop(LEASE, REPORT), "promised"), "promised", "LEASE")
    assert act(one).endswith(":LEASE")
    assert len(one.case.stack) == 1


def test_which_needs_no_answer() -> None:
    one = seek(shop(LEASE, REPORT), "promised")
    one.do(Reject())
    assert not one.case.stack


@pytest.mark.parametrize(
    ("asked", "named", "told"),
    [
        pytest.param((PLAN,), ("PLAN",), [("undertaking.why.not_listed", "平面图")], id="not-listed"),
        pytest.param((FORM, PLAN), ("FORM",), [("undertaking.why.not_needed", "申请书")], id="made-by-us"),
        pytest.param((LATER,), ("LATER",), [("undertaking.why.already", "健康证明")], id="comes-later-anyway"),
        pytest.param((NOT_NOW,), ("NOT_NOW",), [("undertaking.why.not_now", "空调报告")], id="not-by-these-answers"),
        pytest.param(
            (PLAN, NOT_NOW), ("PLAN", "NOT_NOW"),
            [("undertaking.why.not_listed", "平面图"), ("undertaking.why.not_now", "空调报告")], id="two",
        ),
        pytest.param((PLAN,), ("M9",), [("undertaking.unknown", "")], id="not-asked-for"),
        pytest.param((PLAN, FORM), (), [("undertaking.none", "")], id="none-at-all"),
        pytest.param((FORM,), (), [("undertaking.nothing_to_upload", "")], id="nothing-to-upload"),
    ],
)  # fmt: skip
def test_why_it_cannot_come_later(asked: tuple[Material, ...], named: tuple[str, ...], told: list[object]) -> None:
    one = seek(shop(*asked), "deferred", *named)
    assert notices(one) == told
    assert not one.case.stack


def test_what_was_chosen_is_not_chosen_again() -> None:
    one = shop(LEASE)
    one.do(Undertake("LEASE", "promised", PROMISE.version))
    assert notices(seek(one, "deferred", "LEASE")) == [("undertaking.why.already", "租赁合同")]


def test_it_comes_after_all() -> None:
    one = shop(LEASE, REPORT)
    assert notices(seek(one, "upload")) == [("undertaking.none_chosen", "")]
    one.do(Undertake("LEASE", "promised", PROMISE.version))
    one.do(Undertake("REPORT", "promised", PROMISE.version))
    assert act(seek(one, "upload")) == "which:upload:LEASE,REPORT"
    assert notices(seek(one, "upload", "REPORT")) == [("undertaking.back", "检测报告")]
    assert notices(seek(one, "upload")) == [("undertaking.back", "租赁合同")]
    assert not one.case.undertaken
    assert not one.case.stack


def test_before_a_scenario_and_after_the_end_nothing_is_put_up() -> None:
    one = Tester(make_catalog(), Case("c1"))
    assert notices(seek(one, "promised"))[0][0] == "nothing_yet"
    one = shop(LEASE)
    one.do(Cancel())
    one.do(Confirm())
    assert notices(seek(one, "promised")) == [("closed.locked", "")]


def test_what_is_handed_in_stays() -> None:
    one = shop(LEASE)
    one.do(Submit())
    assert notices(seek(one, "promised")) == [("submit.pending", "")]


def test_what_is_to_be_corrected_may_only_come_after_all() -> None:
    one = at_intake()
    assert notices(seek(one, "promised", "M"))[0][0] == "submitted.locked"
    assert notices(seek(one, "upload", "M"))[0] == ("undertaking.back", "租赁合同")
    one.do(Undertake("M", "upload"))
    assert "M" not in one.case.undertaken


def test_a_register_that_proves_it_leaves_nothing_to_put_up() -> None:
    one = seek(shop(LEASE), "promised")
    view = locate(one.catalog, replace(one.case, proofs={TENURE: Proof("房产登记", "RE-1")}), TODAY).view
    assert view is not None
    assert shown(review(view), f"undertake:promised:{PROMISE.version}:LEASE") is None
    assert shown(review(view), f"undertake:promised:{PROMISE.version}:M9") is None


def test_another_question_may_be_open_beneath() -> None:
    one = Tester(make_catalog(make_release(form=make_form(materials=(LEASE,))))).start()
    asked = one.asked()
    seek(one, "promised", "LEASE")
    one.do(Confirm())
    assert one.case.undertaken
    assert one.asked() == asked
    assert Address.parse(asked or "") is not None
