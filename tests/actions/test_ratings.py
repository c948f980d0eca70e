"""Ratings: one a matter, five grades, words sealed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from actions.cipher import Cipher
from actions.ratings import GRADES, AlreadyRated, Rating, Ratings
from actions.store import Store
from bot.engine import Case
from tests.actions.conftest import Clock


@pytest.fixture
def ratings(engine: Engine, cipher: Cipher, clock: Clock) -> Ratings:
    for name in ("c1", "c2"):
        Store(engine, cipher, clock).create(name, channel="web", token_hash=None, case=Case(name))
    return Ratings(engine, cipher, clock)


def test_a_matter_is_rated_once(ratings: Ratings) -> None:
    assert ratings.of("c1") is None
    rating = Rating(2, "等了三天")
    ratings.rate("c1", rating, "R-1")
    ratings.rate("c1", rating, "R-1")
    for other in (Rating(5, "等了三天"), Rating(2), Rating(2, "等了四天")):
        with pytest.raises(AlreadyRated):
            ratings.rate("c1", other, "R-1")
    assert (ratings.of("c1"), ratings.of("c2")) == (rating, None)


def test_the_words_are_not_in_the_open(ratings: Ratings, engine: Engine) -> None:
    ratings.rate("c1", Rating(1, "我叫王阿婆"), "R-1")
    with engine.connect() as connection:
        sealed = connection.execute(text("SELECT sealed FROM ratings")).scalar_one()
    assert "王阿婆".encode() not in bytes(sealed)


def test_there_are_five_grades_and_no_other(ratings: Ratings, engine: Engine) -> None:
    assert sorted(GRADES) == [1, 2, 3, 4, 5]
    for grade in (0, 6):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(
                text(f"INSERT INTO ratings (conversation, grade, sealed, at) VALUES ('c1', {grade}, '', 0)")
            )
