"""What nobody sees is not taken from a client; what our own client hands in has nothing of the kind."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.gateways import HttpSubmission, intake_client
from api.problems import Problem
from api.seen import all_seen
from bot.engine.unseen import has_unseen, without_unseen
from tests.api.problem import problem
from tests.intake.test_taking import PATH, hand_in

UNSEEN = ("\x00", "\x07", "\r", "\x7f", "\x85", "\u061c", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff")
SEEN = ("\n", "\t", "\u3000", "\u200d", "\ue000", "𠮷", "👩‍🍳", "ئۇيغۇر")


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_is_not_seen(sign: str) -> None:
    assert has_unseen(f"甲{sign}乙")
    assert without_unseen(f"甲{sign}乙") == "甲乙"


@pytest.mark.parametrize("sign", SEEN)
def test_what_is_seen(sign: str) -> None:
    assert without_unseen(f"甲{sign}乙") == f"甲{sign}乙"


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_a_body_is_taken_as_it_is_or_refused(body: Any) -> None:
    if not any(has_unseen(one) for one in _texts(body)):
        assert all_seen(body) is body
        return
    with pytest.raises(Problem) as refused:
        all_seen(body)
    assert refused.value.errors
    assert not any(has_unseen(place) for place, _ in refused.value.errors)


def _texts(body: Any) -> list[str]:
    if isinstance(body, str):
        return [body]
    if isinstance(body, dict):
        return [*body, *(text for inner in body.values() for text in _texts(inner))]
    return [text for inner in body for text in _texts(inner)]


@pytest.mark.parametrize(
    ("part", "body", "places"),
    [
        ("", {"form": "permit", "application": {"name": "阿婆\x00", "a/b": ["好", "\u202e"]}}, ["/application/name", "/application/a~1b/1"]),
        ("", {"form": "permit", "application": {"na\x07me": "阿婆"}}, ["/application"]),
        ("supplements", {"correction": "c2", "application": {"name": "\x85"}}, ["/application/name"]),
        ("ratings", {"grade": 1, "words": "慢\x1b[31m", "reasons": ["\u2066"]}, ["/words", "/reasons/0"]),
        ("withdrawal", {"reason": "不办了\x00"}, ["/reason"]),
    ],
)  # fmt: skip
def test_each_place_is_named(web: httpx.Client, part: str, body: Any, places: list[str]) -> None:
    path = f"{PATH}/{hand_in(web).json()['reference']}/{part}" if part else PATH
    refused = problem(web.post(path, json=body, headers={"Idempotency-Key": "s1"}), 422)
    assert refused["title"] == "unseen-characters"
    assert [one["pointer"].lstrip("#") for one in refused["errors"]] == places


def test_words_of_an_applicant_reach_intake_without_what_nobody_sees(web: httpx.Client, key: str, intake: str) -> None:
    reference = hand_in(web).json()["reference"]

    async def scene() -> None:
        async with intake_client(intake, key) as client:
            await HttpSubmission(client).withdraw(reference, "c_1:w", "不办了\x07")
            await HttpSubmission(client).rate("c_1:rating", reference, 1, "跑了\u202e三趟\x00", ())

    asyncio.run(scene())
    assert web.get(f"{PATH}/{reference}/events").json()["events"][-1]["status"] == "withdrawn"
