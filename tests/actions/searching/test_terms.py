"""By what a case is found: words as they are compared, each table worked out by hand."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.searching import asked_terms, case_terms, kinds_of
from bot.catalog import publish
from bot.engine import Case
from bot.engine.case import Stored, Submission
from tests.some_shops import TWO, some_shops

NOON = datetime(2026, 12, 1, 4, 0, tzinfo=timezone.utc)
KINDS = {"operator.name": "name", "operator.uscc": "code", "contact.mobile": "phone", "legal_rep.phone": "phone"}


def said(value: object) -> Stored:
    """An answer."""
    return Stored(value, str(value), "said", "applicant", NOON, 1)  # type: ignore[arg-type]


def case(submission: Submission | None = None, **answers: object) -> Case:
    """A case with these answers; ``__`` stands for the dot of a fact's name."""
    return Case(
        "c", answers={name.replace("__", "."): said(one) for name, one in answers.items()}, submission=submission
    )


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("江南茶舍", "name", "江南茶舍"),
        (" 江南 茶舍\u3000", "name", "江南茶舍"),
        ("ＡＢＣ奶茶（静安）", "name", "abc奶茶(静安)"),
        ("阿不都·热合曼", "name", "阿不都热合曼"),
        ("阿不都•热合曼", "name", "阿不都热合曼"),
        ("阿不都．热合曼", "name", "阿不都热合曼"),
        ("阿不都\u200b热合曼", "name", "阿不都热合曼"),
        ("91310106ma1f0abc1x", "code", "91310106MA1F0ABC1X"),
        ("９１３１０１０６ MA1F0ABC1X", "code", "91310106MA1F0ABC1X"),
        ("9131 0106-MA1F 0ABC1X", "code", "91310106MA1F0ABC1X"),
        ("139 1234 5678", "phone", "13912345678"),
        ("+86 139-1234-5678", "phone", "13912345678"),
        ("008613912345678", "phone", "13912345678"),
        ("１３９１２３４５６７８", "phone", "13912345678"),
        ("(021)62345678", "phone", "02162345678"),
        ("mem-0001", "receipt", "MEM0001"),
    ],
)
def test_words_are_compared_as_they_are_meant(words: str, kind: str, value: str) -> None:
    assert (kind, value) in asked_terms(words)


@pytest.mark.parametrize("words", ["", " ", "王", "··", "\u3000", "\u200b\u200b"])
def test_what_finds_nothing(words: str) -> None:
    assert asked_terms(words) == frozenset()


@pytest.mark.parametrize(
    ("words", "kind"), [("江南茶舍", "phone"), ("江南茶舍", "code"), ("12345", "phone"), ("1391234567a", "phone")]
)
def test_what_is_none_of_it_is_not_looked_for(words: str, kind: str) -> None:
    assert kind not in {term.kind for term in asked_terms(words)}


def test_a_case_is_found_by_its_answers_and_its_receipt_and_by_nothing_else() -> None:
    received = Submission("k", "received", 3, references={"food": "MEM-0001"})
    found = case_terms(
        case(
            received, operator__name="江南茶舍", operator__uscc="91310106MA1F0ABC1X", contact__mobile="13912345678",
            premises__address="静安区南京西路 1 号",
        ),
        KINDS,
    )  # fmt: skip
    assert found == {
        ("name", "江南茶舍"), ("code", "91310106MA1F0ABC1X"), ("phone", "13912345678"), ("receipt", "MEM0001"),
    }  # fmt: skip


def test_a_name_in_a_list_and_an_answer_that_is_none_find_nothing() -> None:
    listed = Case(
        "c", answers={"workers[1].name": said("王小明"), "operator.name": said(None), "contact.mobile": said(5)}
    )
    assert case_terms(listed, {**KINDS, "workers.name": "name"}) == frozenset()


def test_the_kinds_follow_from_the_dictionary(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = some_shops(tmp_path_factory.mktemp("two"), TWO)
    kinds = kinds_of(publish(root, today=NOON.date(), lapsed=True).catalog.current.values())
    expected = {
        "operator.name": "name", "operator.uscc": "code", "legal_rep.name": "name", "legal_rep.mobile": "phone",
        "agent.name": "name", "agent.mobile": "phone",
    }  # fmt: skip
    assert {name: kinds.get(name) for name in expected} == expected
    assert not [name for name in kinds if name.startswith(("workers.", "food_safety_staff."))]


@given(st.text(alphabet="王李阿·• \u3000abＡ１1", max_size=12))
def test_what_is_said_again_with_other_blanks_and_dots_is_the_same(words: str) -> None:
    spread = "·".join(f" {one}" for one in words)
    names = [{term for term in asked_terms(one) if term.kind == "name"} for one in (words, spread)]
    assert names[0] == names[1]
