"""Whatever a client sends, it gets a turn or a problem document, never a fault, and the conversation can be gone on with."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.opening import ROOT
from bot.catalog import load
from tests.serving import Running, Talk

from .test_bad_input import API

FACTS = sorted({fact for release in load(ROOT, today=date(2026, 11, 24)).current.values() for fact in release.facts})
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15) | st.text(max_size=40)
)
VALUES = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3)
)
ADDRESSES = st.sampled_from(FACTS) | st.builds(
    "{0}[{1}].{2}".format, st.sampled_from(FACTS), st.integers(-1, 60), st.sampled_from(("name", "id_no", "x"))
)
SAID = st.sampled_from(
    ("我想开奶茶店", "对", "不对", "上一步", "删掉第一个", "改成", "重新开始", "提交", "没有", "还有", "等会儿补", "为什么", "八十平", "暂停", "继续", "不办了")
)  # fmt: skip
CONTENTS = st.one_of(
    st.fixed_dictionaries({"text": SAID | st.text(max_size=60)}),
    st.fixed_dictionaries({"choice": st.fixed_dictionaries({"question": st.just("open"), "value": VALUES})}),
    st.fixed_dictionaries({"edit": st.fixed_dictionaries({"fact": ADDRESSES, "value": VALUES})}),
    st.fixed_dictionaries({"edit": st.fixed_dictionaries({"fact": st.text(min_size=1, max_size=20), "value": VALUES})}),
    st.dictionaries(st.sampled_from(("text", "choice", "edit", "x")), VALUES, max_size=3),
)


@pytest.fixture(scope="module")
def begun(server: Running) -> Any:
    """A conversation that all examples share: what one leaves behind is where the next begins."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        yield talk


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(content=CONTENTS)
def test_no_message_is_a_fault(begun: Talk, content: dict[str, Any]) -> None:
    state = begun.http.get(f"{API}/{begun.id}").json()
    choice = content.get("choice")
    if isinstance(choice, dict) and choice.get("question") == "open" and state["asking"] is not None:
        content = {"choice": {**choice, "question": state["asking"]["instance"]}}
    answer = begun.send({"client_msg_id": uuid.uuid4().hex, **content})
    assert answer.status_code in (200, 422), (answer.text, content)
    after = begun.http.get(f"{API}/{begun.id}").json()
    assert after == (answer.json() if answer.status_code == 200 else state)
