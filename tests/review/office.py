"""Applications handed in over HTTP, and an officer who asks the desk's API."""

from __future__ import annotations

import copy
import itertools
from typing import Any, Final

import httpx
import orjson

from tests import patient
from tests.serving import ROOT

#: The key that applicants' side hands in with.
KEY: Final = "k" * 40
API: Final = "/review/api"
WORK: Final = f"{API}/applications"
INTAKE: Final = "/intake/v1/applications"
MARKET, HEALTH = "静安区市场监督管理局", "静安区卫生健康委员会（区疾病预防控制局）"
_NUMBERS: Final = itertools.count(1)


def example(form: str = "food_operation", name: str = "valid-beverage_shop") -> dict[str, Any]:
    """An application that the form takes."""
    found: dict[str, Any] = orjson.loads((ROOT / "forms" / form / "examples" / f"{name}.json").read_bytes())
    return copy.deepcopy(found)


#: What is handed in beside the form.
MATERIALS: Final = [
    {"id": "M02", "label": "营业执照", "mode": "e_license_exempt"},
    {"id": "M04", "label": "布局图", "mode": "upload", "files": [{"name": "布局图.pdf", "pages": 2}]},
    {"id": "of-another-part", "label": "别的材料", "mode": "upload"},
]
#: Where two of the values came from.
PROVENANCE: Final = {
    "/operator/name": {"source": "licence", "confirmed": True, "origin": "1.2.156.3005.2.1", "raw": ""},
    "/premises/total_area": {"source": "said", "confirmed": False, "raw": "差不多这么大"},
    "/contact/mobile": {"source": "said", "confirmed": True, "raw": "我手机13912345678"},
}


class Applicant:
    """The applicants' side: what it hands in and how it answers."""

    def __init__(self, url: str) -> None:
        self.http = patient.Client(base_url=url, headers={"Authorization": f"Bearer {KEY}"})

    def hand_in(self, application: dict[str, Any] | None = None, form: str = "food_operation", **more: Any) -> str:
        """The reference of an application that was taken."""
        body = {
            "form": form,
            "application": application or example(form),
            "materials": MATERIALS,
            "provenance": PROVENANCE,
            **more,
        }
        taken = self.http.post(INTAKE, json=body, headers={"Idempotency-Key": f"k{next(_NUMBERS)}"})
        assert taken.status_code == 201, taken.text
        return str(taken.json()["reference"])

    def events(self, reference: str) -> list[dict[str, Any]]:
        """What it is told of the application."""
        return list(self.http.get(f"{INTAKE}/{reference}/events").json()["events"])

    def correct(self, reference: str, application: dict[str, Any]) -> None:
        """The open correction is answered."""
        correction = self.events(reference)[-1]["correction"]["id"]
        body = {"correction": correction, "application": application}
        key = {"Idempotency-Key": f"k{next(_NUMBERS)}"}
        answer = self.http.post(f"{INTAKE}/{reference}/supplements", json=body, headers=key)
        assert answer.status_code == 200, answer.text


class Clerk:
    """A signed-in officer; ``http`` sends what a browser on the desk's page would."""

    def __init__(self, url: str, name: str = "demo_wang") -> None:
        self.url = url
        self.http = patient.Client(base_url=url)
        signed = self.http.post(f"{API}/session", json={"officer": name})
        if signed.status_code != 200:
            self.http.close()
        assert signed.status_code == 200, signed.text

    def __enter__(self) -> Clerk:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def listed(self, **query: Any) -> dict[str, Any]:
        """A page of the list."""
        answer = self.http.get(WORK, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def references(self, **query: Any) -> list[str]:
        """The references on a page of the list."""
        return [one["reference"] for one in self.listed(**query)["rows"]]

    def look(self, reference: str) -> dict[str, Any]:
        """One application."""
        answer = self.http.get(f"{WORK}/{reference}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def act(self, reference: str, kind: str, **more: Any) -> httpx.Response:
        """Something is done, by somebody who has seen everything."""
        seq = self.look(reference)["seq"]
        return self.http.post(f"{WORK}/{reference}/acts", json={"kind": kind, "seq": seq, **more})


def places(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The rows of the form by pointer."""
    return {row["pointer"]: row for section in told["sections"] for row in section["rows"]}
