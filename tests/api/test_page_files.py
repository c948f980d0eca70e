"""The page's files: few bytes, named by their content, kept for ever by browsers, and nothing beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import patient
from tests.serving import Running, Talk

from .problem import problem

WEB = Path(__file__).resolve().parents[2] / "api" / "web"
LARGEST = 60 * 1024


def asked_for(page: str) -> list[str]:
    """The addresses of the scripts and styles that the page loads."""
    return re.findall(r'(?:src|href)="(/[^"]*)"', page)


def test_the_first_load_is_small(server: Running) -> None:
    """Script and style together, packed, so that an old phone on a slow line has the page at once."""
    files = asked_for(patient.get(f"{server.url}/").text)
    assert {Path(file).suffix for file in files} == {".js", ".css"}
    answers = [patient.get(server.url + file, headers={"Accept-Encoding": "gzip"}) for file in files]
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert 0 < sum(answer.num_bytes_downloaded for answer in answers) <= LARGEST


@pytest.mark.parametrize(
    "path", ["/", "/web/palette.css", "/api/v1/themes", "/catalog", "/catalog/themes/beverage_shop"]
)
@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("identity", False), ("gzip;q=0, br", False), ("gzip; q=0.0", False), ("x-gzip-like", False)],
)  # fmt: skip
def test_public_texts_are_packed_for_those_who_take_it(
    server: Running, path: str, accepted: str, is_packed: bool
) -> None:
    answer = patient.get(server.url + path, headers={"Accept-Encoding": accepted})
    plain = patient.get(server.url + path, headers={"Accept-Encoding": "identity"})
    assert answer.headers.get("content-encoding") == ("gzip" if is_packed and len(plain.content) >= 1024 else None)
    assert (answer.content, answer.headers["vary"]) == (plain.content, "Accept-Encoding")


def test_what_is_somebodys_own_is_not_packed(talk: Talk) -> None:
    """The length of a packed text tells of what is in it, and an attacker can add to it. Source: the attack named BREACH."""
    talk.say("我想开一家奶茶店")
    answer = talk.http.get(f"/api/v1/conversations/{talk.id}", headers={"Accept-Encoding": "gzip"})
    assert answer.is_success
    assert "content-encoding" not in answer.headers


def test_built_files_are_kept_and_the_page_is_not(server: Running) -> None:
    page = patient.get(f"{server.url}/")
    assert page.headers["cache-control"] == "no-cache"
    for file in asked_for(page.text):
        assert re.fullmatch(r"/web/assets/[\w-]+-[\w-]{8}\.(js|css)", file)
        answer = patient.get(server.url + file)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"].partition(";")[0] in ("text/javascript", "text/css")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_has_no_script_or_style_inside(server: Running) -> None:
    page = patient.get(f"{server.url}/").text
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)|<script[^>]*>\s*[^\s<]", page)


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "package.json", "src/main.tsx", "dist/index.html", "assets/", "assets/main.tsx", "assets/../index.html",
        "assets/%2e%2e/index.html", "assets/%2e%2e%2f%2e%2e%2fpackage.json", "assets/..%5cindex.html", "assets/%00.js", "assets/*.js",
    ],
)  # fmt: skip
def test_nothing_else_of_the_folder_is_served(server: Running, path: str) -> None:
    problem(patient.get(f"{server.url}/web/{path}"), 404)


@pytest.mark.parametrize("name", ["catalog.css", "palette.css"])
def test_the_styles_of_other_pages_are_served(server: Running, name: str) -> None:
    answer = patient.get(f"{server.url}/web/{name}")
    assert answer.content == (WEB / name).read_bytes()
    assert answer.headers["cache-control"] == "no-cache"


def test_the_lock_file_names_no_registry() -> None:
    lock = (WEB / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 10
