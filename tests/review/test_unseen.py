"""Officers' words are read by applicants: what nobody sees is not taken, and its place is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.problem import problem

from .office import WORK, Applicant, Clerk

POINT = {"pointer": "/operator/name", "words": "改"}


@pytest.fixture(scope="module")
def reference(applicant: Applicant) -> str:
    """An application that nobody has acted on."""
    return applicant.hand_in()


@pytest.mark.parametrize(
    ("part", "body", "place"),
    [
        ("acts", {"kind": "accepted", "seq": 1, "words": "好\x00"}, "/words"),
        ("acts", {"kind": "accepted", "seq": 1, "words": "\u202e好"}, "/words"),
        ("acts", {"kind": "correction_begun", "seq": 1, "points": [POINT, {**POINT, "words": "改\x07"}]}, "/points/1/words"),
        ("acts", {"kind": "correction_begun", "seq": 1, "points": [{**POINT, "basis": "第\x85条"}]}, "/points/0/basis"),
        ("preview", {"kind": "accepted", "seq": 1, "words": "\u2066"}, "/words"),
        ("opinions", {"step": "verify", "verdict": "agree", "words": "同意\x1b"}, "/words"),
    ],
)  # fmt: skip
def test_it_is_refused(wang: Clerk, reference: str, part: str, body: dict[str, Any], place: str) -> None:
    refused = problem(wang.http.post(f"{WORK}/{reference}/{part}", json=body), 422)
    assert refused["title"] == "unseen-characters"
    assert [one["pointer"].lstrip("#") for one in refused["errors"]] == [place]


def test_lines_and_tabs_are_words(applicant: Applicant, wang: Clerk) -> None:
    reference = applicant.hand_in()
    assert wang.act(reference, "accepted", words="一、好\n\t二、好").status_code == 201
