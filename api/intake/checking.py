"""What is handed in, checked: the envelope, then the application by its form's schema and checks. Refusals are Problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from actions.local_time import ZONE
from bot.engine.forms import Form
from bot.engine.forms import Problem as Held
from bot.engine.materials import LATER
from bot.engine.pointers import escaped

from ..problems import Problem
from .cross_checks import contradictions
from .published import PublishedForm

#: Errors named in one answer.
_MOST_ERRORS: Final = 200
MOST_MATERIALS: Final = 200
MOST_PARTS: Final = 20
LONGEST_NAME: Final = 255
_PARTS: Final[dict[str, type]] = {
    "form": str,
    "application": dict,
    "materials": list,
    "provenance": dict,
    "bundle": dict,
    "item": dict,
}
_ANSWER: Final[dict[str, type]] = {"correction": str, "application": dict, "materials": list, "provenance": dict}
_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
_DAY: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_KINDS: Final[dict[type, str]] = {str: "应当是文字", dict: "应当是一个对象", list: "应当是一个数组"}


@dataclass(frozen=True, slots=True)
class Checking:
    """Holds what is handed in against the forms.

    Args:
        earlier: gives a form's earlier versions: an application begun on one of them is taken as that one.
    """

    forms: Mapping[str, PublishedForm]
    clock: Callable[[], datetime]
    earlier: Callable[[str], Iterable[PublishedForm]] = lambda _: ()

    def form(self, name: str) -> Form:
        """The published form of this id. Raises Problem 404."""
        return self.published(name).form

    def published(self, name: str) -> PublishedForm:
        """The form of this id with what its checks and labels need. Raises Problem 404."""
        if name not in self.forms:
            raise Problem(404, "no-such-form", "没有这种申请书。")
        return self.forms[name]

    def as_of(self, name: str, version: str) -> PublishedForm:
        """The form as the application of this version was filled; the present one where that version is gone. Raises Problem 404."""
        present = self.published(name)
        versions = (present, *self.earlier(name)) if present.form.version != version else ()
        return next((one for one in versions if one.form.version == version), present)

    def held_against(self, name: str, application: Any) -> Sequence[Held]:
        """What the present form's schema and checks hold against an application. Raises Problem 404."""
        return self._problems(self.published(name), application)

    def fitting(self, name: str, application: Any) -> Form:
        """The form, in the version by whose schema and checks the application is valid; the present one is tried first.

        Raises:
            Problem: 422, with every error's place by the present version.
        """
        present = self.forms.get(name)
        known = [present, *self.earlier(name)] if present is not None else list(self.earlier(name))
        if not known:
            raise invalid([("/form", "没有这种申请书")])
        problems = self._problems(known[0], application)
        if not problems:
            return known[0].form
        for published in known[1:]:
            if not self._problems(published, application):
                return published.form
        raise invalid([(f"/application{problem.pointer}", problem.message) for problem in problems])

    def check_bundle(self, bundle: Mapping[str, Any] | None) -> None:
        """Raises Problem 422 where a form of the bundle is none of ours: it would be waited for in vain."""
        forms = () if bundle is None else bundle["forms"]
        unknown = [at for at, form in enumerate(forms) if form not in self.forms and not list(self.earlier(form))]
        if unknown:
            raise invalid([(f"/bundle/forms/{at}", "没有这种申请书") for at in unknown])

    def _problems(self, published: PublishedForm, application: Any) -> Sequence[Held]:
        problems = published.form.validate(application)
        today = self.clock().astimezone(ZONE).date()
        return problems or contradictions(published.form, application, published.figures, today)


def checked_key(key: str | None) -> str:
    """The idempotency key. Raises Problem 400."""
    if key is None or not _KEY.fullmatch(key):
        raise Problem(400, "bad-key", "要有 Idempotency-Key：1 到 255 个可见的 ASCII 字符。")
    return key


def canonical_application(body: Any) -> bytes:
    """What was handed in, in one form whatever its members' order. Raises Problem 422 for another envelope."""
    errors = _envelope(body, _PARTS, ("form", "application"))
    if isinstance(body, dict) and isinstance(body.get("bundle"), dict):
        errors += _bundle_errors(body["bundle"], body.get("form"))
    if isinstance(body, dict) and isinstance(body.get("item"), dict):
        errors += _item_errors(body["item"])
    return _canonical(body, errors)


def canonical_supplement(body: Any) -> bytes:
    """What answers a correction, in one form whatever its members' order. Raises Problem 422 for another envelope."""
    return _canonical(body, _envelope(body, _ANSWER, ("correction", "application")))


def invalid(errors: list[tuple[str, str]]) -> Problem:
    """The refusal of a body with errors: pointer and what would be accepted each."""
    return Problem(422, "invalid-application", f"申请有 {len(errors)} 处不符合要求。", errors[:_MOST_ERRORS])


def _canonical(body: Any, errors: list[tuple[str, str]]) -> bytes:
    if errors:
        raise invalid(errors)
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


def _envelope(body: Any, members: Mapping[str, type], required: Sequence[str]) -> list[tuple[str, str]]:
    if not isinstance(body, dict):
        return [("", _KINDS[dict])]
    errors = [(f"/{escaped(name)}", "没有这一项") for name in sorted(body.keys() - members.keys())]
    errors += [(f"/{name}", "缺少这一项") for name in required if name not in body]
    errors += [
        (f"/{name}", _KINDS[kind])
        for name, kind in members.items()
        if name in body and not isinstance(body[name], kind)
    ]
    materials = body.get("materials", [])
    if isinstance(materials, list):
        errors += [(f"/materials/{at}", _KINDS[dict]) for at, one in enumerate(materials) if not isinstance(one, dict)]
        errors += [
            error for at, one in enumerate(materials) if isinstance(one, dict) for error in _standing_errors(at, one)
        ]
        if len(materials) > MOST_MATERIALS:
            errors.append(("/materials", f"最多 {MOST_MATERIALS} 项"))
    return errors


def _standing_errors(at: int, material: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with why a material is not here: what proves it, or by when it comes."""
    errors = []
    if "proof" in material and not isinstance(material["proof"], dict):
        errors.append((f"/materials/{at}/proof", _KINDS[dict]))
    due = material.get("due")
    if ("due" in material or material.get("mode") == LATER) and not (isinstance(due, str) and _DAY.fullmatch(due)):
        errors.append((f"/materials/{at}/due", "应当是 2026-01-31 这样的日期"))
    return errors


def _bundle_errors(bundle: Mapping[str, Any], form: Any) -> list[tuple[str, str]]:
    name, forms, scenario = bundle.get("id"), bundle.get("forms"), bundle.get("scenario", "")
    errors = [(f"/bundle/{escaped(one)}", "没有这一项") for one in sorted(bundle.keys() - {"id", "forms", "scenario"})]
    for member, value in (("id", name), ("scenario", scenario)):
        if not isinstance(value, str) or len(value) > LONGEST_NAME or (member == "id" and not value):
            errors.append((f"/bundle/{member}", f"应当是不超过 {LONGEST_NAME} 个字的文字"))
    several = isinstance(forms, list) and all(isinstance(one, str) for one in forms)
    if not several or not 2 <= len(set(forms)) == len(forms) <= MOST_PARTS:  # type: ignore[arg-type]
        errors.append(("/bundle/forms", f"应当是 2 到 {MOST_PARTS} 种申请书，各写一次"))
    elif form not in forms:  # type: ignore[operator]
        errors.append(("/bundle/forms", "应当有这份申请自己的申请书"))
    return errors


def _item_errors(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    errors = [(f"/item/{escaped(one)}", "没有这一项") for one in sorted(item.keys() - {"code", "version"})]
    for member in ("code", "version"):
        value = item.get(member)
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
            errors.append((f"/item/{member}", f"应当是不超过 {LONGEST_NAME} 个字的文字"))
    return errors
