"""Names in a situation that nothing has: a mistyped name would otherwise never fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from bot.catalog.issues import did_you_mean
from bot.engine import Catalog, Release
from bot.engine.address import fact_of

from .failure import Failure
from .situation import Situation

#: Words of ``expect`` -> what kind of name they hold.
_NAMES: Final = {
    "asked_of": "fact",
    "not_asked": "fact",
    "facts": "fact",
    "refused": "fact",
    "forms": "form",
    "outcome": "outcome",
    "materials": "material",
    "materials_with": "material",
    "materials_without": "material",
    "warnings": "text",
    "warnings_only": "text",
    "warnings_without": "text",
    "reports": "text",
    "reports_only": "text",
    "reports_without": "text",
}
_CALLED: Final = {"fact": "信息项", "form": "申请表", "outcome": "结果", "material": "材料", "text": "提示"}


def unknown_names(situation: Situation, catalog: Catalog) -> Iterator[Failure]:
    """A failure for each name that none of the scenarios knows which the situation is played in: all, where it is still to be
    understood."""
    if situation.scenario is not None and situation.scenario not in catalog.current:
        meant = _meant(situation.scenario, catalog.current)
        yield situation.failure(f"没有主题 {situation.scenario}。{meant}")
        return
    chosen = situation.among if situation.scenario is not None else tuple(catalog.current)
    known = _known([catalog.current[one] for one in chosen if one in catalog.current], catalog)
    for kind, name in _named(situation):
        bare = fact_of(name) if kind == "fact" else name
        if bare not in known[kind]:
            yield situation.failure(f"没有{_CALLED[kind]} {name}。{_meant(bare, known[kind])}")


def _named(situation: Situation) -> Iterator[tuple[str, str]]:
    for fact, value in situation.given.items():
        yield "fact", fact
        if isinstance(value, list):
            yield from (("fact", f"{fact}.{part}") for item in value if isinstance(item, dict) for part in item)
    for word, wanted in situation.expect.items():
        names: Any = [wanted] if isinstance(wanted, str) else wanted
        yield from ((_NAMES[word], name) for name in (names or ()) if word in _NAMES)


def _known(releases: list[Release], catalog: Catalog) -> dict[str, set[str]]:
    forms = [form for release in releases for form in release.forms.values()]
    return {
        "fact": {name for release in releases for name in release.facts},
        "form": {form.id for form in forms},
        "outcome": {name for release in releases for name in release.scenario.outcomes},
        "material": {material.id for form in forms for material in form.materials},
        "text": set(catalog.texts),
    }


def _meant(name: str, known: Iterable[str]) -> str:
    meant = did_you_mean(name, known)
    return f"是不是 {meant}？" if meant else ""
