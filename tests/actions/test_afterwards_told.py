"""After handing in, with the real words: what is told, asked, previewed and handed in, turn by turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actions.local_time import ZONE
from actions.rehearsal import Rehearsal
from bot.catalog import load
from bot.engine import EffectDone, StatusReported, Turn, read_report
from bot.engine.case_json import dump as dump_case
from bot.engine.case_json import load as load_case
from bot.engine.happenings import Due
from bot.nlu import Understander
from tests.applicant import Applicant
from tests.test_transcripts import COMMON, SHOPS

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 30, 10, 0, tzinfo=ZONE)
FORM, REFERENCE = "food_operation", "演练-0001"


@cache
def handed_in() -> tuple[Rehearsal, dict[str, Any]]:
    """A milk tea shop whose application intake holds, and its case in JSON."""
    catalog = load(ROOT, today=NOW.date())
    rehearsal = Rehearsal(catalog, Understander(catalog), lambda: NOW)
    applicant = Applicant(7, {**COMMON, **SHOPS[0].values[2]})
    outcome = rehearsal.say("我想在静安区开一家奶茶店")
    for _ in range(250):
        asking = outcome["asking"]
        if asking["kind"] == "review":
            break
        outcome = rehearsal.say("对" if asking["kind"] == "confirm" else applicant.reply(asking))
    rehearsal.say("确认提交")
    return rehearsal, dump_case(rehearsal.case)


@pytest.fixture
def shop() -> Rehearsal:
    """A fresh copy of it."""
    rehearsal, case = handed_in()
    rehearsal.case = load_case(case)
    return rehearsal


def told(seq: int, code: int, status: str, text: str, **more: Any) -> StatusReported:
    """An event as intake tells it."""
    return read_report(
        {"id": f"{REFERENCE}:{seq}", "reference": REFERENCE, "form": FORM, "seq": seq, "code": code, "status": status, "text": text,
         "at": "2026-11-30T09:00:00+08:00", "office": "静安区市场监督管理局", **more}
    )  # fmt: skip


AREA = {
    "pointer": "/premises/total_area",
    "label": "经营面积",
    "words": "和租赁合同上的面积不一样。",
    "basis": "办法第十五条",
}
LEASE = {"material": "lease", "label": "租赁合同", "words": "缺第3页"}


def correction(*points: dict[str, str]) -> StatusReported:
    begun = {"id": f"{REFERENCE}:c1", "until": "2026-12-21", "points": list(points)}
    return told(2, 6, "correction_begun", "补正（开始）", correction=begun)


def texts(outcome: dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in outcome["messages"])


DUE = {"day": "2026-12-28", "days": 20, "unit": "工作日", "certain": True}
#: Status -> a few words that have to be told.
MEANS = {
    (2, "withdrawn", "已撤件"): ["已经撤回", "重新申请"],
    (3, "accepted", "已受理"): ["审查", "2026年12月28日，还有28天"],
    (4, "not_needed", "不受理"): ["不用办这个证"],
    (5, "acceptance_refused", "不予受理"): ["60日", "6个月", "以决定书"],
    (7, "correction_ended", "补正（结束）"): ["补正已经结束"],
    (8, "review_begun", "部门开始办理"): ["开始办"],
    (9, "special_begun", "特别程序（开始）"): ["不算在办理期限里"],
    (10, "special_ended", "特别程序（结束）"): ["接着办"],
    (11, "granted", "办结（通过）"): ["通过了", "制证"],
    (12, "granted_with_deferral", "办结（容缺通过）"): ["还欠的材料"],
    (13, "refused", "办结（不通过）"): ["没有通过", "行政复议"],
    (14, "recalled", "撤回"): ["收回", "行政复议"],
    (15, "revoked", "撤销"): ["撤销", "起诉"],
    (16, "extended", "延长审查期限"): ["多一些时间", "2026年12月28日"],
    (17, "issued", "证照已签发"): ["证照：食品经营许可证，编号 JY123", "证已经做好", "电子证照"],
    (18, "delivered", "证照已送达"): ["办完了"],
}


@pytest.mark.parametrize(("step", "words"), [pytest.param(*row, id=row[0][1]) for row in MEANS.items()])
def test_each_step_is_told_with_office_meaning_and_what_comes_next(
    shop: Rehearsal, step: tuple[int, str, str], words: list[str]
) -> None:
    more: dict[str, Any] = {"words": "说明在此。"}
    more.update({"licence": {"title": "食品经营许可证", "identifier": "JY123"}} if step[0] == 17 else {"due": DUE})
    said = texts(shop.tell(told(2, *step, **more)))
    for one in ["食品经营许可申请书", step[2], "静安区市场监督管理局", REFERENCE, "办理部门说：说明在此。", *words]:
        assert one in said, said
    assert "{" not in said
    again = texts(shop.say("我的申请到哪一步了"))
    for one in (step[2], REFERENCE, *words):
        assert one in again, again


def test_who_keeps_a_permit_hears_that_the_composite_licence_ended_with_another(shop: Rehearsal) -> None:
    held = shop.case.submission
    assert held is not None
    references = {**held.references, "public_hygiene": "演练-0002"}
    shop.case = replace(shop.case, submission=replace(held, references=references))
    composite = {"title": "行业综合许可证（饮品）", "identifier": "1.2.157"}
    shop.tell(told(2, 17, "issued", "证照已签发", composite=composite))
    shop.tell(told(3, 18, "delivered", "证照已送达"))
    assert "也随它失效" not in texts(shop.say("我的申请到哪一步了"))
    revoked = told(2, 15, "revoked", "撤销", words="材料是假的")
    shop.tell(replace(revoked, reference="演练-0002", form="public_hygiene"))
    said = texts(shop.say("我的申请到哪一步了"))
    assert said.count("「行业综合许可证（饮品）」也随它失效了，请不要再用；这一张许可证照样有效，以受理窗口为准。") == 1
    assert said.index("办完了") < said.index("也随它失效了") < said.index("演练-0002")


def test_the_receipt_needs_no_second_word(shop: Rehearsal) -> None:
    assert shop.tell(told(1, 1, "received", "已接件"))["messages"] == []
    assert "窗口已经收到" in texts(shop.say("到哪一步了"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-30", "2026年11月30日，就是今天（以受理窗口为准）"),
        ("2026-11-29", "2026年11月29日，这一天已经过了"),
        ("2026-12-01", "2026年12月1日，还有1天"),
        ("年底前", "最晚到 年底前（以受理窗口为准）"),
    ],
)
def test_the_last_day_is_told_in_natural_days_and_with_doubt_where_there_is_some(
    shop: Rehearsal, day: str, words: str
) -> None:
    report = told(2, 3, "accepted", "已受理")
    # Days that are none are not told by intake any more; a case may hold them.
    assert words in texts(shop.tell(replace(report, event=replace(report.event, due=Due(day, "工作日")))))


def test_a_last_day_in_a_year_without_a_calendar_is_told_in_words(shop: Rehearsal) -> None:
    """On 30 November, twenty working days reach 2027, whose days off nobody has published."""
    words = "这一步的期限是20个工作日，2027年放假安排公布后才能算出最后一天，以受理窗口为准。"
    undated = {"days": 20, "unit": "工作日", "year": 2027}
    assert words in texts(shop.tell(told(2, 3, "accepted", "已受理", undated=undated)))
    shop.case = load_case(dump_case(shop.case))
    again = texts(shop.say("我的申请到哪一步了"))
    assert words in again
    assert "最晚" not in again


def test_a_correction_from_the_officers_words_to_the_answer(shop: Rehearsal) -> None:
    outcome = shop.tell(correction(AREA, LEASE))
    said = texts(outcome)
    assert "请在 2026年12月21日 前改好这 2 处" in said
    assert "1. 「经营面积」：和租赁合同上的面积不一样（依据：办法第十五条）" in said
    assert "2. 材料「租赁合同」要重新交：缺第3页" in said
    assert (outcome["case"]["stage"], outcome["asking"]["fact"]) == ("asking", "premises.total_area")
    assert "现在填的" in said
    [told_now] = outcome["case"]["correction"]
    assert [(one["facts"], one["settled"]) for one in told_now["points"]] == [
        (["premises.total_area"], False),
        ([], False),
    ]
    assert told_now["editable"] == ["premises.total_area"]

    assert "这次只改办理部门指出的：经营面积、租赁合同" in texts(shop.say("店名改成阿公奶茶"))
    before = shop.case.answers["premises.total_area"].value
    outcome = shop.say("88平方米")
    while outcome["asking"]["kind"] != "review":
        outcome = shop.say("对" if outcome["asking"]["kind"] == "confirm" else "还是原来的")
    said = texts(outcome)
    assert f"从 {before:g}" in said.replace(".0", "")
    assert "88" in said
    assert "材料「租赁合同」要重新交" in said
    assert outcome["case"]["correction"][0]["points"][0]["settled"] is True

    outcome = shop.say("确认提交")
    assert "还有 1 处没有看到改动：材料「租赁合同」这里不能传，要带到窗口。补正只能交一次" in texts(outcome)
    assert "确认提交" in texts(shop.say("不"))
    shop.say("确认提交")
    assert "确定就这样交吗" in texts(shop.say("提交"))
    outcome = shop.say("确定就这样交")
    assert "改好的内容已经收到，收件编号 演练-0001 不变" in texts(outcome)
    assert (outcome["case"]["stage"], outcome["case"]["receipt"]["reference"]) == ("submitted", REFERENCE)
    assert "correction" not in outcome["case"]


def test_an_answer_that_was_right_is_said_again(shop: Rehearsal) -> None:
    shop.tell(correction(AREA))
    area = shop.case.answers["premises.total_area"].value
    outcome = shop.say(f"{area}平方米")
    assert outcome["asking"]["kind"] == "review"
    assert "填的内容没有改动" in texts(outcome)
    assert "和交上去的一样，没有改" in texts(shop.say("不改了，直接提交"))
    shop.say("是")
    assert shop.case.submission is not None
    [answer] = shop.case.submission.supplements.values()
    assert (answer.state, answer.application["premises"]["total_area"]) == ("received", area)


def test_only_materials_are_asked_for_as_such(shop: Rehearsal) -> None:
    outcome = shop.tell(correction(LEASE))
    assert outcome["asking"]["kind"] == "review"
    assert "请先传好再提交" in texts(outcome)
    shop.say("确认提交")
    shop.say("就这样交吧")
    assert shop.case.submission is not None
    assert [one.state for one in shop.case.submission.supplements.values()] == ["received"]


def test_asked_in_the_middle_of_a_correction_it_says_what_is_to_be_done(shop: Rehearsal) -> None:
    shop.tell(correction(AREA))
    outcome = shop.say("我的申请到哪一步了")
    assert "补正（开始）" in texts(outcome)
    assert "2026年12月21日" in texts(outcome)
    assert outcome["asking"]["fact"] == "premises.total_area"
    assert "前改好这 1 处" in texts(shop.say("要改哪里"))


@pytest.mark.parametrize(
    ("received_at", "words"),
    [
        ("2026-11-30T01:59:30+00:00", "收件编号 演练-0001，2026-11-30 09:59 交上去的。窗口还没有新的消息"),
        ("2026-11-30T01:59:30", "收件编号 演练-0001。窗口还没有新的消息"),
    ],
)
def test_asked_before_anything_is_told_it_says_when_it_was_handed_in(
    shop: Rehearsal, received_at: str, words: str
) -> None:
    assert shop.case.submission is not None
    shop.case = replace(shop.case, submission=replace(shop.case.submission, received_at={FORM: received_at}))
    assert words in texts(shop.say("过了吗"))


def test_withdrawn_with_a_yes(shop: Rehearsal) -> None:
    outcome = shop.say("不办了")
    assert "确定撤回「食品经营许可" in texts(outcome)
    outcome = shop.say("确定")
    assert "（收件编号 演练-0001）。想再办要重新申请" in texts(outcome)
    assert "已经撤回" in texts(shop.say("到哪一步了"))
    assert "申请已经撤回了" in texts(shop.say("撤回申请"))


def test_after_a_decision_it_is_told_that_it_cannot_be_withdrawn(shop: Rehearsal) -> None:
    shop.tell(told(4, 11, "granted", "办结（通过）"))
    assert "已经有决定" in texts(shop.say("撤回申请"))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("e_cert", "存进电子证照库以后，会在这里告诉您"),
        ("mail", "会寄到您填的地址"),
        ("window", "请到受理窗口领"),
        (None, "怎么领、什么时候送到，以受理窗口为准"),
    ],
)
def test_a_licence_that_was_made_is_told_with_the_way_it_is_wanted(
    shop: Rehearsal, wanted: str | None, words: str
) -> None:
    answers = dict(shop.case.answers)
    stored = answers.pop("delivery_method")
    if wanted is not None:
        answers["delivery_method"] = replace(stored, value=wanted)
    shop.case = replace(shop.case, answers=answers)
    assert words in texts(shop.tell(told(2, 17, "issued", "证照已签发")))
    assert words in texts(shop.say("我的申请到哪一步了"))


def test_what_is_to_be_paid_is_told_with_its_parts_and_where(shop: Rehearsal) -> None:
    items = [
        {"title": "工本费", "cents": 1000, "source": "某条例"},
        {"title": "检测费", "cents": 5, "source": "某条例"},
    ]
    granted = told(2, 11, "granted", "办结（通过）", charge={"cents": 1005, "items": items})
    for said in (texts(shop.tell(granted)), texts(shop.say("我的申请到哪一步了"))):
        assert "要缴费 10.05 元（工本费 10.00 元、检测费 0.05 元），在网页上打开这一件，在进度里点「去缴费」；" in said
        # The conversation does not know whether it is paid: who has paid is not sent to pay again.
        assert "「已缴费」，不用再缴。" in said
        assert "缴了费就制证" in said
        assert "接下来制证" not in said


def test_the_officers_words_are_said_once_in_a_turn(shop: Rehearsal) -> None:
    """The standing lists them; the question that follows it does not say them again, but what is filled in now."""
    begun = texts(shop.tell(correction(AREA)))
    asked = texts(shop.say("我的申请到哪一步了"))
    for said in (begun, asked):
        assert said.count(AREA["words"].rstrip("。")) == 1, said
        assert "现在" in said.splitlines()[-2], said  # what is filled in now, and then the question
    # Said to the question itself, they stand beside it.
    assert AREA["words"].rstrip("。") in texts(shop.say("不知道"))


FEES = {"cents": 1000, "items": [{"title": "工本费", "cents": 1000, "source": "某条例"}]}
RATE = "这次办得怎么样？"


@pytest.mark.parametrize("words", ["我已经缴费了", "在哪里缴费"])
@pytest.mark.parametrize(
    ("bill", "said"),
    [
        (
            {"state": "待缴费", "number": "B7", "at": ""},
            "待缴费，缴款单号 B7。在网页上打开这一件，在进度里点「去缴费」",
        ),
        ({"state": "已缴费", "number": "B7", "at": "2026-11-30T10:20:00+08:00"}, "已经缴费（2026-11-30 10:20）"),
        (None, "缴费没有，现在查不到"),
    ],
)
def test_whether_a_bill_is_paid_is_told_as_intake_says(
    shop: Rehearsal, words: str, bill: dict[str, str] | None, said: str
) -> None:
    shop.tell(told(1, 11, "granted", "办结（通过）", charge=FEES))
    assert "这就去问缴费的情况" in texts(shop.say(words))
    report = EffectDone(f"{shop.case.id}:9:payment", {"sought": {REFERENCE: bill}})  # type: ignore[dict-item]
    turn = Turn("answered", actor="system", report=report)
    assert said in texts(shop._advance(turn, NOW))


def test_nobody_is_asked_for_praise_who_still_owes(shop: Rehearsal) -> None:
    assert RATE not in texts(shop.tell(told(1, 11, "granted", "办结（通过）", charge=FEES)))
    assert RATE in texts(shop.tell(told(2, 17, "issued", "证照已签发")))


def test_who_owes_nothing_is_asked_at_the_decision_only(shop: Rehearsal) -> None:
    assert RATE in texts(shop.tell(told(1, 11, "granted", "办结（通过）")))
    assert RATE not in texts(shop.tell(told(2, 17, "issued", "证照已签发")))
