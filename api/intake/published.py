"""The forms that are taken, as the scenarios in force and those before them have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.engine.catalog import Catalog, Release
from bot.engine.facts import Fact
from bot.engine.figures import Figure
from bot.engine.forms import Form


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form that is taken here, with the dated figures its checks may need.

    Args:
        facts: by id, as the scenario words them; those of lists' items too. Without them places go by their facts' ids.
        item: what is applied for, e.g. 食品经营许可; empty where the catalog has no such item.
    """

    form: Form
    figures: Mapping[str, Figure]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    item: str = ""


def published_forms(catalog: Catalog) -> dict[str, PublishedForm]:
    """The forms of the scenarios in force, by id."""
    return {
        name: _published(catalog, release, form)
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
            yield _published(catalog, release, form)


def _published(catalog: Catalog, release: Release, form: Form) -> PublishedForm:
    item = catalog.items.get(form.item)
    return PublishedForm(form, release.figures, release.worded, item.title if item is not None else "")
