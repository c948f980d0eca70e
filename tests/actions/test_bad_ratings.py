"""A bad rating reaches intake once, whatever happens on the way, and its answer comes back once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.gateways.memory import MemorySubmission
from actions.outbox_worker import Worker
from actions.own_data import of_rating
from actions.ports import Refused, Unavailable
from actions.rating_answers import RatingAnswers, read_answer
from actions.rating_reasons import REASONS
from actions.ratings import GRADES, Answer, Rating, Ratings
from actions.status_inbox import Heard
from bot.engine.reports import BadReport

from .conftest import Clock
from .office import Office, open_office

KEY = "c_1:7:permit"
SAID = Answer("市场监管局", "对不起，已经改了。", "2026-12-01T10:00:00+08:00")


@dataclass
class Scene:
    """An office whose application intake holds."""

    office: Office
    desk: MemorySubmission
    ratings: Ratings
    answers: RatingAnswers = field(init=False)

    def __post_init__(self) -> None:
        self.answers = RatingAnswers(self.office.store, self.office.conversations, self.ratings, self.desk)
        self.office.ready()
        self.office.hand_in()
        self.work()

    def rate(self, rating: Rating) -> None:
        self.ratings.rate("c_1", rating, "MEM-0001")

    def work(self, times: int = 1) -> None:
        """Tries what is due."""

        async def tries(worker: Worker) -> None:
            for _ in range(times):
                await worker.run_once()

        asyncio.run(tries(self.office.worker(self.desk)))

    def told(self) -> list[str]:
        """What was said in turns that nobody's words caused."""
        turns = self.office.store.turns_after("c_1", 0)
        return [line["text"] for one in turns if one.cause for line in one.outcome["messages"]]


@pytest.fixture
def scene(engine: Engine, cipher: Cipher, clock: Clock) -> Scene:
    return Scene(open_office(engine, cipher, clock), MemorySubmission(clock), Ratings(engine, cipher, clock))


@pytest.mark.parametrize("after", [False, True], ids=["lost-on-the-way", "answer-lost"])
def test_it_is_handed_in_once_however_often_it_is_tried(scene: Scene, after: bool) -> None:
    before = len(scene.told())
    rating = Rating(1, "太慢", ("slow",))
    scene.rate(rating)
    scene.rate(rating)
    assert scene.office.outbox.waiting() == 1
    scene.desk.troubles, scene.desk.after = [Unavailable("read_timeout"), Unavailable("http_500")], after
    scene.work(4)
    assert scene.desk.ratings == {"MEM-0001": ("c_1:rating", 1, "太慢", "等的时间太长，超过了说好的日子")}
    assert scene.office.outbox.waiting("c_1") == 0
    assert len(scene.told()) == before, "the applicant is told nothing of it"


@pytest.mark.parametrize("grade", [5, 4, 3])
def test_what_is_not_bad_stays_here(scene: Scene, grade: int) -> None:
    scene.rate(Rating(grade))
    assert scene.office.outbox.waiting() == 0
    assert scene.ratings.unanswered() == []


def test_what_intake_refuses_is_left_to_somebody_who_looks(scene: Scene) -> None:
    scene.desk.ratings["MEM-0001"] = ("another", 2, "")
    scene.rate(Rating(1))
    scene.work(20)
    assert scene.office.outbox.dead() == 1


def test_the_answer_is_told_once_and_stays(scene: Scene) -> None:
    scene.rate(Rating(2, "太慢"))
    for _ in range(3):
        assert asyncio.run(scene.answers.told(KEY, "MEM-0001", SAID)) is Heard.taken
    assert scene.told().count("您的评价有答复了。市场监管局说：对不起，已经改了。") == 1
    asyncio.run(scene.answers.told(KEY, "MEM-0001", Answer("别的局", "别的话", SAID.at)))
    assert scene.ratings.answer_of("c_1") == SAID
    held = of_rating(scene.ratings.of("c_1"), scene.ratings.answer_of("c_1"))
    assert held is not None
    assert held["answer"] == {"office": "市场监管局", "words": "对不起，已经改了。", "at": SAID.at}
    assert scene.office.case().submission is not None


@pytest.mark.parametrize("key", ["c_2:7:permit", "sha256:abc"])
def test_the_answer_to_what_is_erased_is_wanted_no_more(scene: Scene, key: str) -> None:
    assert asyncio.run(scene.answers.told(key, "MEM-0001", SAID)) is Heard.gone


def test_an_answer_that_nobody_told_is_asked_for(scene: Scene) -> None:
    scene.rate(Rating(2))
    scene.work()
    assert asyncio.run(scene.answers.ask_missing()) == 0
    scene.desk.answers["MEM-0001"] = {"office": SAID.office, "words": SAID.words, "at": SAID.at}
    scene.desk.troubles, scene.desk.after = [Unavailable("http_503"), Refused("unknown_reference")], False
    assert [asyncio.run(scene.answers.ask_missing()) for _ in range(4)] == [0, 0, 1, 0]
    assert scene.ratings.answer_of("c_1") == SAID
    assert "您的评价有答复了。市场监管局说：对不起，已经改了。" in scene.told()


@pytest.mark.parametrize(
    "but",
    [{"office": ""}, {"words": None}, {"at": "soon"}, {"at": 5}, {"office": ["x"]}],
    ids=str,
)
def test_what_is_no_answer_is_not_heard(but: dict[str, Any]) -> None:
    told = {"office": "局", "words": "话", "at": "2026-12-01T10:00:00Z"}
    assert read_answer(told).words == "话"
    with pytest.raises(BadReport):
        read_answer({**told, **but})


def test_every_grade_has_its_reasons() -> None:
    assert sorted(REASONS) == sorted(GRADES)
    assert all(REASONS.values())
    assert all(" " not in name for one in REASONS.values() for name in one)
    assert all(0 < len(text) <= 50 for one in REASONS.values() for text in one.values())
