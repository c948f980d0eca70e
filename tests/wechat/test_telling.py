"""What waits for somebody comes before what they are answered, in order, page by page, whatever is said in between."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actions.followers import Follower
from api.wechat.paging import LARGEST
from api.wechat.showing import Reply
from api.wechat.telling import shown_now, with_pending

MORE = "……还有"
PERSON = Follower(b"m", "c1", 0, "o1", shown="q1")
_TEXTS = st.text("面积是80㎡。，\n", min_size=1, max_size=1500)


def bare(text: str) -> str:
    """The text without what stands between pages and answers."""
    return text.replace(MORE, "").replace("\n", "")


@given(st.lists(st.tuples(_TEXTS, st.booleans()), min_size=1, max_size=6))
def test_nothing_that_could_not_be_told_is_lost_or_passes_another(answers: list[tuple[str, bool]]) -> None:
    """Answers of which some come too late, until nothing waits any more."""
    follower, shown = PERSON, ""
    waited = False
    for number, (text, late) in enumerate(answers, 2):
        reply = Reply(text, replace(follower, rest=""), f"q{number}")
        if late:
            follower, waited = with_pending(reply), True
            continue
        if follower.rest and not follower.pending:  # the rest of one answer, which they did not ask for
            shown += follower.rest
        page, follower = shown_now(follower, reply, MORE)
        assert len(page.encode()) <= LARGEST
        shown += page
    while follower.pending or follower.rest:
        before = follower
        reply = Reply("" if follower.pending else follower.rest, replace(follower, rest=""), follower.waits_shown)
        page, follower = shown_now(follower, reply, MORE)
        assert page
        shown += page
        assert (follower.pending, follower.rest) != (before.pending, before.rest)
    assert bare(shown) == bare("".join(text for text, _ in answers))
    assert follower.shown == f"q{len(answers) + 1}"
    assert waited or follower.pending == ""


def test_a_question_counts_as_seen_when_its_page_was_shown() -> None:
    reply = Reply("好" * 900, PERSON, "q2")
    page, after = shown_now(PERSON, reply, MORE)
    assert page.endswith(MORE)
    assert (after.shown, after.waits_shown) == ("q1", "q2")
    _, last = shown_now(after, Reply(after.rest, replace(after, rest=""), after.waits_shown), MORE)
    assert (last.shown, last.waits_shown, last.rest) == ("q2", "", "")


def test_a_question_counts_as_seen_though_not_all_of_its_choices_are() -> None:
    reply = Reply("哪一类？\n" + "\n".join(["某一类"] * 400), PERSON, "q2", "哪一类？", numbered=True)
    page, after = shown_now(PERSON, reply, MORE)
    assert page.endswith(MORE)
    assert (after.shown, after.numbered) == ("q2", True)


def test_what_has_no_words_leaves_what_waits_as_it_is() -> None:
    before = replace(PERSON, rest="后面的", waits_shown="q2")
    page, after = shown_now(before, Reply("", before), MORE)
    assert page == ""
    assert (after.rest, after.shown) == ("后面的", "q1")
