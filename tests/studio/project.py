"""A project of our own to publish into, and an author who talks to the studio's API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from tests import patient
from tests.some_shops import some_shops

#: Stories kept: one that plays in the scenario that the tests change, one that does not.
STORIES = ("beverage_shop-plain.yml", "noodle_shop-plain.yml")
FOLDER, SCENARIO = "food", "beverage_shop"
OWN = "  - {fact: licence_state}\n  - {fact: place_kind}\n"
PLACE = {"folder": FOLDER, "id": SCENARIO}
HERE = f"/studio/api/scenarios/{FOLDER}/{SCENARIO}"
DRAFT = f"/studio/api/drafts/{FOLDER}/{SCENARIO}"
OLD_QUESTION, NEW_QUESTION = "营业执照办好了吗？", "您的营业执照办到哪一步了？"


def make_project(folder: Path) -> Path:
    """A copy of forms and scenarios, with few stories; the scenario asks two questions of a fragment itself, to be changed."""
    some_shops(folder)
    file = folder / "scenarios" / FOLDER / f"{SCENARIO}.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\nquestions:\n", f"\nquestions:\n{OWN}"), "utf-8")
    for story in (folder / "scenarios" / "stories").glob("*.yml"):
        if story.name not in STORIES:
            story.unlink()
    return folder


def asking_anew(text: str, question: str = NEW_QUESTION) -> str:
    """The scenario with another wording of its first question."""
    changed = text.replace("  - {fact: licence_state}\n", f"  - {{fact: licence_state, ask: {question}}}\n")
    assert changed != text
    return changed


class Author:
    """A signed-in author; ``http`` sends what a browser on the studio's page would."""

    def __init__(self, url: str, name: str = "demo_lin") -> None:
        self.url = url
        self.http = patient.Client(base_url=url, timeout=120)
        signed = self.http.post("/studio/api/session", json={"author": name})
        if signed.status_code != 200:
            self.http.close()
        assert signed.status_code == 200, signed.text

    def __enter__(self) -> Author:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def scenario(self) -> dict[str, Any]:
        """Everything about the scenario."""
        answer = self.http.get(HERE)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def save(self, text: str) -> int:
        """Saves the author's draft, on the published text; gives its version."""
        found = self.scenario()
        version = found["draft"]["version"] if found["draft"] else 0
        answer = self.http.put(DRAFT, json={"text": text, "version": version, "base": found["hash"]})
        assert answer.status_code == 200, answer.text
        return int(answer.json()["version"])

    def submit(self, text: str, note: str = "换一个问法") -> dict[str, Any]:
        """Saves and submits."""
        answer = self.http.post("/studio/api/submissions", json={**PLACE, "version": self.save(text), "note": note})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def approve(self, submission: dict[str, Any]) -> httpx.Response:
        """Approves what was submitted."""
        return self.http.post(f"/studio/api/submissions/{submission['id']}/approve", json={"hash": submission["hash"]})

    def check(self, text: str) -> list[dict[str, Any]]:
        """The issues of a text."""
        answer = self.http.post("/studio/api/check", json={**PLACE, "text": text})
        assert answer.status_code == 200, answer.text
        issues: list[dict[str, Any]] = answer.json()["issues"]
        return issues
