"""Form and conversation never disagree: whatever two clients say and edit, each is shown what the server holds."""

from __future__ import annotations

import uuid
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serving import Talk

API = "/api/v1/conversations"
#: No bare yes: at the review it would hand the application in.
TEXTS = st.sampled_from(("八十平", "没有", "改成有堂食", "不改了", "上一步", "等会儿补", "进度", "店名叫阿婆奶茶"))
EDITS = st.sampled_from(
    (
        ("premises.total_area", "九十平"), ("premises.total_area", -1), ("dine_in", True), ("dine_in", False), ("dine_in", "x"),
        ("legal_rep.id_no", "123"), ("contact.mobile", "13912345678"), ("food_safety_staff[1].name", "王芳"), ("no.such", 1),
    )
)  # fmt: skip
#: Which client acts, whether it first looks at where things stand, and what it does.
STEPS = st.tuples(
    st.integers(0, 1),
    st.booleans(),
    st.one_of(
        TEXTS.map(lambda text: {"text": text}),
        st.booleans().map(lambda value: {"choice": value}),
        st.tuples(EDITS, st.booleans()).map(lambda pair: {"edit": pair[0], "seen": pair[1]}),
    ),
)


def content(step: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    """What a client sends that is shown this turn, which may be an old one."""
    question = (shown["asking"] or {}).get("instance", "q0")
    if "text" in step:
        return {"text": step["text"], "question": question}
    if "choice" in step:
        return {"choice": {"question": question, "value": step["choice"]}}
    fact, value = step["edit"]
    seen = {"previewed": shown["seq"]} if step["seen"] else {}
    return {"edit": {"fact": fact, "value": value, **seen}}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_both_clients_are_shown_what_the_server_holds(
    at_review: Talk, steps: list[tuple[int, bool, dict[str, Any]]]
) -> None:
    shown = [at_review.look(), at_review.look()]
    for who, fresh, step in steps:
        if fresh:
            shown[who] = at_review.look()
        before, sent = at_review.look(), content(step, shown[who])
        turn = at_review.send({"client_msg_id": uuid.uuid4().hex, **sent}).json()
        assert turn == at_review.look()
        stale = shown[who]["asking"] != before["asking"] and "edit" not in sent
        kinds = {message["kind"] for message in turn["messages"]}
        if (stale and "choice" in sent) or ("rejection" in kinds and not kinds & {"echo", "preview"}):
            assert fields(turn) == fields(before)
        later = at_review.http.get(f"{API}/{at_review.id}/turns?after={shown[who]['seq']}").json()
        shown[who] = later[-1]
        assert fields(shown[who]) == fields(turn)


def fields(turn: dict[str, Any]) -> list[dict[str, Any]]:
    """What the forms show."""
    return [one["fields"] for one in turn["case"]["applications"]]
