"""One's own licences over HTTP: all of them and nobody else's, shown once while they are valid."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from api.routes.licences import LOOKED, SHOWN
from tests import patient
from tests.bench.process import free_port
from tests.serving import Running, running
from tests.sign_in.test_binding import choose

from .problem import problem

LICENCES = "/api/v1/licences"
#: Of the demonstration's firm E02 and of the person who answers for it.
FIRM = "92310106MADEM002XT"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, few: dict[str, str]) -> Iterator[Running]:
    """A server of its own: its limits are used up here."""
    with running(tmp_path_factory.mktemp("var"), rasa=False, **few) as started:
        yield started


@contextmanager
def browser(server: Running, identity: str = "apo") -> Iterator[httpx.Client]:
    """A browser in which somebody is signed in."""
    with patient.Client(base_url=server.url) as http:
        http.post("/api/v1/session", json={"identity": identity}).raise_for_status()
        yield http


@pytest.fixture
def own(place: Running) -> Iterator[httpx.Client]:
    with browser(place) as http:
        yield http


def shown(http: httpx.Client, identifier: str) -> httpx.Response:
    return http.post(f"{LICENCES}/{identifier}/showing")


def of(http: httpx.Client, status: str) -> list[str]:
    """Identifiers of what the firm has in this state."""
    holders = http.get(LICENCES).json()["holders"]
    (firm,) = (one for one in holders if one["kind"] == "firm")
    return [one["identifier"] for one in firm["licences"] if one["status"] == status]


def test_all_that_is_ones_own_is_listed_and_a_persons_numbers_are_masked(own: httpx.Client) -> None:
    answer = own.get(LICENCES)
    assert answer.headers["cache-control"] == "no-store"
    firm, person = answer.json()["holders"]
    assert (firm["kind"], firm["number"]) == ("firm", FIRM)
    assert (person["kind"], person["number"]) == ("person", "310***********0028")
    assert {one["title"] for one in person["licences"]} >= {"居民身份证"}
    assert "310100196203180028" not in answer.text
    assert all(one["invented"] for holder in (firm, person) for one in holder["licences"])


def test_a_valid_one_is_shown_as_a_picture_for_a_minute(own: httpx.Client) -> None:
    answer = shown(own, of(own, "valid")[0])
    assert answer.status_code == 201
    assert answer.json()["qr"].startswith("data:image/svg+xml")
    assert 50 <= answer.json()["seconds"] <= 60


def test_what_is_not_valid_any_more_is_not_shown(own: httpx.Client) -> None:
    assert problem(shown(own, of(own, "recalled")[0]), 409)["title"] == "not-valid"


def test_nobody_elses_is_shown_nor_told_from_one_that_is_not_there(own: httpx.Client, place: Running) -> None:
    with patient.Client(base_url=place.url) as other:
        choose(other, "P03-E01")
        foreign = of(other, "valid")[0]
    for identifier in (foreign, "1.2.156.3005.2.nothing", "x", "x" * 500, "%00", "1.2%E2%80%AE"):
        assert problem(shown(own, identifier), 404)["title"] == "no-such-licence"


def test_who_is_not_checked_or_not_signed_in_sees_nothing(place: Running) -> None:
    with browser(place, "newcomer") as newcomer, patient.Client(base_url=place.url) as nobody:
        for http in (newcomer, nobody):
            assert problem(http.get(LICENCES), 401)["title"] == "not-signed-in"
            assert problem(shown(http, "x"), 401)["title"] == "not-signed-in"


def test_an_agent_sees_nothing(place: Running) -> None:
    with patient.Client(base_url=place.url) as agent:
        choose(agent, "P08-E01")
        assert problem(agent.get(LICENCES), 403)["title"] == "not-for-agents"
        assert problem(shown(agent, "x"), 403)["title"] == "not-for-agents"


def test_a_library_that_is_away_is_said_to_be(tmp_path_factory: pytest.TempPathFactory, few: dict[str, str]) -> None:
    away = {"DAOBAN_LIBRARY_URL": f"http://127.0.0.1:{free_port()}", "DAOBAN_LIBRARY_KEY": "k" * 40}
    with (
        running(
            tmp_path_factory.mktemp("away"), rasa=False, DAOBAN_LIBRARY_READER_KEY="r" * 40, **away, **few
        ) as server,
        browser(server) as http,
    ):
        assert problem(http.get(LICENCES), 503)["title"] == "library-away"
        assert problem(shown(http, "1.2.156.3005.2.x"), 503)["title"] == "library-away"


def test_too_many_looks_are_too_many(own: httpx.Client) -> None:
    """The last test here: the limit is the person's, whatever browser they use."""
    looks = [own.get(LICENCES).status_code for _ in range(LOOKED + 1)]
    assert looks[-1] == 429
    shows = [shown(own, "x").status_code for _ in range(SHOWN + 1)]
    assert shows[-1] == 429
