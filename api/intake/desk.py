"""Takes finished applications: each is checked anew against the published form, and taken once for each key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final

import orjson

from bot.engine.catalog import Catalog
from bot.engine.figures import Figure
from bot.engine.forms import Form
from bot.engine.pointers import escaped

from ..problems import Problem
from .cross_checks import contradictions
from .registry import RECEIVED, Entry, KeyTaken, Registry

#: Errors named in one answer.
_MOST_ERRORS: Final = 200
_MOST_MATERIALS: Final = 200
_MEMBERS: Final = frozenset({"form", "application", "materials", "provenance", "bundle"})
_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
#: The zone of days and answers; it has had no summer time since 1991.
LOCAL: Final = timezone(timedelta(hours=8))
#: Status -> code and name of the exchange standard for permit cases (已接件, 已撤件).
STATUS: Final = {RECEIVED: (1, "已接件"), "withdrawn": (2, "已撤件")}


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form that is taken here, with the dated figures its checks may need."""

    form: Form
    figures: Mapping[str, Figure]


def published_forms(catalog: Catalog) -> dict[str, PublishedForm]:
    """The forms of the scenarios in force, by id."""
    return {
        name: PublishedForm(form, release.figures)
        for release in catalog.current.values()
        for name, form in release.forms.items()
    }


def earlier_forms(catalog: Catalog, name: str) -> Iterator[PublishedForm]:
    """The other versions of a form that cases may still stand on, each once; none of a release marked broken or expired."""
    seen = {release.forms[name].version for release in catalog.current.values() if name in release.forms}
    for release in list(catalog.older.values()):
        form = release.forms.get(name)
        if form is not None and form.version not in seen and release.scenario.state == "current":
            seen.add(form.version)
            yield PublishedForm(form, release.figures)


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases: check, take, look up, withdraw. Every refusal is a Problem.

    ``earlier`` gives a form's earlier versions: an application begun on one of them is taken as that one.
    """

    forms: Mapping[str, PublishedForm]
    registry: Registry
    clock: Callable[[], datetime]
    earlier: Callable[[str], Iterable[PublishedForm]] = lambda _: ()

    def take(self, client: str, key: str | None, body: Any) -> tuple[Entry, bool]:
        """The received application, and whether it had been received before under this key.

        The key is looked up before anything is checked: what was once taken stays taken, whatever the form says now.
        """
        key = _checked_key(key)
        canonical = self._canonical(body)
        for _ in range(2):
            held = self._held(client, key, canonical)
            if held is not None:
                return held, True
            published = self._check(body)
            form = published.form
            try:
                return self.registry.add(client, key, form.id, form.version, canonical, self.clock()), False
            except KeyTaken:
                continue
        raise RuntimeError("a key is taken but holds nothing")

    def check(self, client: str, key: str | None, body: Any) -> Entry | None:
        """What is held under this key already; None for a valid application that is not. Nothing is taken."""
        held = self._held(client, _checked_key(key), self._canonical(body)) if key is not None else None
        if held is None:
            self._check(body)
        return held

    def find(self, client: str, reference: str) -> Entry:
        """The client's application."""
        return _found(self.registry.by_reference(client, reference))

    def withdraw(self, client: str, reference: str) -> Entry:
        """The client's application, withdrawn."""
        return _found(self.registry.withdraw(client, reference, self.clock()))

    def form(self, name: str) -> Form:
        """The published form of this id."""
        if name not in self.forms:
            raise Problem(404, "no-such-form", "没有这种申请书。")
        return self.forms[name].form

    def _held(self, client: str, key: str, canonical: bytes) -> Entry | None:
        held = self.registry.by_key(client, key)
        if held is not None and held.body != canonical:
            raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一份申请。")
        return held

    def _canonical(self, body: Any) -> bytes:
        _check_envelope(body)
        return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)

    def _check(self, body: Mapping[str, Any]) -> PublishedForm:
        """The form, in the version by whose schema and checks the application is valid; the present one is tried first."""
        name, application = body["form"], body["application"]
        present = self.forms.get(name)
        known = [present, *self.earlier(name)] if present is not None else list(self.earlier(name))
        if not known:
            raise _invalid([("/form", "没有这种申请书")])
        problems = self._problems(known[0], application)
        if not problems:
            return known[0]
        for published in known[1:]:
            if not self._problems(published, application):
                return published
        raise _invalid([(f"/application{problem.pointer}", problem.message) for problem in problems])

    def _problems(self, published: PublishedForm, application: Any) -> Sequence[Any]:
        problems = published.form.validate(application)
        today = self.clock().astimezone(LOCAL).date()
        return problems or contradictions(published.form, application, published.figures, today)


def _checked_key(key: str | None) -> str:
    if key is None or not _KEY.fullmatch(key):
        raise Problem(400, "bad-key", "要有 Idempotency-Key：1 到 255 个可见的 ASCII 字符。")
    return key


def _check_envelope(body: Any) -> None:
    if not isinstance(body, dict):
        raise _invalid([("", "应当是一个对象")])
    errors = [(f"/{escaped(name)}", "没有这一项") for name in sorted(body.keys() - _MEMBERS)]
    errors += [(f"/{name}", "缺少这一项") for name in ("form", "application") if name not in body]
    for name, kind in (
        ("form", str),
        ("application", dict),
        ("materials", list),
        ("provenance", dict),
        ("bundle", dict),
    ):
        if name in body and not isinstance(body[name], kind):
            errors.append((f"/{name}", _KINDS[kind]))
    materials = body.get("materials", [])
    if isinstance(materials, list):
        errors += [(f"/materials/{at}", _KINDS[dict]) for at, one in enumerate(materials) if not isinstance(one, dict)]
        if len(materials) > _MOST_MATERIALS:
            errors.append(("/materials", f"最多 {_MOST_MATERIALS} 项"))
    if errors:
        raise _invalid(errors)


def _invalid(errors: list[tuple[str, str]]) -> Problem:
    return Problem(422, "invalid-application", f"申请有 {len(errors)} 处不符合要求。", errors[:_MOST_ERRORS])


def _found(entry: Entry | None) -> Entry:
    if entry is None:
        raise Problem(404, "no-such-application", "没有这份申请。")
    return entry


_KINDS: Final[dict[type, str]] = {str: "应当是文字", dict: "应当是一个对象", list: "应当是一个数组"}
