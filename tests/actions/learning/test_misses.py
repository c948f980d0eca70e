"""What is counted when somebody is not understood, on both databases; and what authors are told of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from actions.inbound import Inbound
from bot.cli.learn import _json
from bot.cli.learn_page import as_html, as_text
from bot.nlu import Understander
from tests.actions.learning.conftest import Desk
from tests.actions.learning.planted import PLANTED
from tests.actions.test_privacy import contents

OPENING = "我想开一家奶茶店"


@pytest.mark.parametrize(
    ("said", "question", "kind"),
    [
        pytest.param([OPENING, "执照正在批"], "licence_state", "refused", id="no-choice"),
        pytest.param([OPENING, "知道了"], "licence_state", "not_understood", id="no-answer-at-all"),
        pytest.param(["天气真好啊"], "routing", "not_routed", id="no-matter"),
        pytest.param(
            [OPENING, "已经办好了", "不对，执照还在办"], "licence_state", "corrected", id="taken-back-at-once"
        ),
        pytest.param([OPENING, "明火烧烤要不要装净化器？"], "licence_state", "no_answer", id="no-answer-known"),
    ],
)
def test_each_kind_of_miss_is_counted_once(desk: Desk, said: list[str], question: str, kind: str) -> None:
    desk.begin(*said)
    assert [(row.question, row.kind, row.times) for row in desk.rows()] == [(question, kind, 1)]


def test_what_is_understood_pressed_or_typed_by_a_clerk_is_not_counted(desk: Desk) -> None:
    name = desk.begin(OPENING)
    desk.conversations.take(name, Inbound("press", choice=(desk.last["asking"]["instance"], "nonsense")))
    desk.conversations.take(name, Inbound("clerk", text="执照正在批", actor="clerk"))
    desk.say(name, "已经办好了")
    assert desk.rows() == []


def test_a_value_taken_back_later_is_no_misreading(desk: Desk) -> None:
    desk.begin(OPENING, "已经办好了", "固定店面", "不对，执照还在办")
    assert [row for row in desk.rows() if row.question == "licence_state"] == []


def test_the_same_message_again_is_counted_once(desk: Desk) -> None:
    name = desk.begin(OPENING)
    for _ in range(3):
        desk.conversations.take(name, Inbound("again", text="执照正在批"))
    assert [row.times for row in desk.rows()] == [1]


def test_the_words_are_shown_from_the_third_person_on(desk: Desk) -> None:
    desk.begin(OPENING, "执照正在批")
    desk.begin(OPENING, "执照正在批", "执照正在批", "执照正在批")
    told = desk.question("licence_state")
    assert (told.misses, told.examples, told.hidden) == ({"refused": 4}, (), 4)
    desk.begin(OPENING, "执照正在批！")
    told = desk.question("licence_state")
    assert [(one.text, one.times) for one in told.examples] == [("执照正在批", 5)]
    assert told.hidden == 0


def test_one_person_in_three_conversations_is_one_person(desk: Desk) -> None:
    for _ in range(3):
        desk.begin(OPENING, "执照正在批", identity="person-1")
    assert desk.question("licence_state").examples == ()


def test_words_of_the_catalog_alone_are_shown_at_once(desk: Desk) -> None:
    desk.begin(OPENING, "材料交掉了")
    assert [one.text for one in desk.question("licence_state").examples] == ["材料交掉了"]


@pytest.mark.parametrize("reply", ["拿下来了呀", "执照正在批", "?"])
def test_at_a_personal_question_no_words_are_ever_kept(desk: Desk, reply: str) -> None:
    for _ in range(4):
        name = desk.begin(OPENING)
        desk.conversations.take(name, Inbound(f"id-{name}", text="法人身份证号是31010619900101201"))
        desk.say(name, f"身份证号是{reply}")
    rows = [row for row in desk.rows() if row.question == "legal_rep.id_no"]
    assert rows
    assert [row for row in desk.rows() if row.words is not None and row.question == "legal_rep.id_no"] == []


def test_misses_are_gone_after_ninety_days(desk: Desk, open_desk: Callable[[], Desk]) -> None:
    desk.begin(OPENING, "执照正在批")
    desk.clock.pass_seconds(90 * 86400)
    later = open_desk()
    assert later.conversations.misses is not None
    later.conversations.misses.sweep()
    assert len(desk.rows()) == 1
    desk.clock.pass_seconds(86400)
    open_desk().conversations.misses.sweep()  # type: ignore[union-attr]
    assert desk.rows() == []


def test_a_miss_that_cannot_be_counted_does_not_undo_the_turn(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    name = desk.begin(OPENING)
    with desk.engine.begin() as connection:
        connection.execute(text("DROP TABLE misses"))
    outcome = desk.say(name, "执照正在批张伟")
    assert outcome["seq"] == 2
    (record,) = caplog.records
    assert record.getMessage().startswith("a miss was not counted: ")
    assert "张伟" not in record.getMessage()
    assert record.exc_info is None


def test_nothing_planted_can_be_found_anywhere(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Each is said by four people at three questions; then everything that is kept plainly or shown is searched."""
    caplog.set_level(logging.DEBUG)
    for said, _ in PLANTED:
        for _ in range(4):
            desk.begin(said)
            desk.begin(OPENING, said, said)
            desk.begin(OPENING, "已经办好了", "固定店面", said)
    assert len(desk.rows()) > 200
    found = desk.report()
    shown = [
        as_text(found, 30),
        as_html(found, 30),
        _json(found, 30),
        *(record.getMessage() for record in caplog.records),
    ]
    assert "⟨姓名⟩" in shown[0]
    words = [one.text for told in found for one in told.examples]
    secrets = [secret for _, group in PLANTED for secret in group if len(secret) > 1]
    assert [(secret, one) for secret in secrets for one in words if secret in one] == []
    long = [secret for secret in secrets if len(secret) > 2 or not secret.isascii()]
    assert [secret for secret in long for one in shown if secret in one and secret not in _LABELS] == []
    for content in contents(desk.engine, desk.folder):
        assert b"licence_state" in content
        assert [secret for secret in long if not secret.isascii() and secret.encode() in content] == []


#: Stand in the report as labels, not as anybody's words.
_LABELS = {"misses", "example"}


def test_no_row_leads_to_a_conversation_or_a_moment(desk: Desk) -> None:
    name = desk.begin(OPENING, "执照正在批", identity="person-1")
    with desk.engine.connect() as connection:
        row = dict(connection.execute(text("SELECT * FROM misses")).mappings().one())
    assert set(row) == {"day", "scenario", "version", "question", "kind", "said", "person", "times", "sealed"}
    assert row["day"] == "2026-11-24"
    assert len(row["person"]) == 4
    assert row["sealed"] is None
    assert not [value for value in row.values() if str(value) and (name in str(value) or "person-1" in str(value))]
    if desk.engine.dialect.name == "sqlite":
        with desk.engine.connect() as connection, pytest.raises(Exception, match="rowid"):
            connection.execute(text("SELECT rowid FROM misses"))


def test_the_report_is_json_that_a_program_can_read(desk: Desk) -> None:
    desk.begin(OPENING, "材料交掉了")
    (told,) = [one for one in json.loads(_json(desk.report(), 30)) if one["question"] == "licence_state"]
    assert told["misses"] == {"refused": 1}
    assert told["examples"] == [{"text": "材料交掉了", "kind": "refused", "times": 1}]


def test_misses_are_counted_by_what_was_published_meanwhile_too(desk: Desk) -> None:
    catalog = desk.conversations.catalog
    desk.begin(OPENING, "执照正在批")
    desk.conversations.adopt(replace(catalog), Understander(catalog), lambda _: None)
    desk.begin(OPENING, "执照正在批")
    assert [(row.question, row.times) for row in desk.rows()] == [("licence_state", 1)] * 2
