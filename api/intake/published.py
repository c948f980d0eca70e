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
    """

    form: Form
    figures: Mapping[str, Figure]
    facts: Mapping[str, Fact] = field(default_factory=dict)


def published_forms(catalog: Catalog) -> dict[str, PublishedForm]:
    """The forms of the scenarios in force, by id."""
    return {
        name: _published(release, form) for release in catalog.current.values() for name, form in release.forms.items()
    }


def earlier_forms(catalog: Catalog, name: str) -> Iterator[PublishedForm]:
    """The other versions of a form that cases may still stand on, each once; none of a release marked broken or expired."""
    seen = {release.forms[name].version for release in catalog.current.values() if name in release.forms}
    for release in list(catalog.older.values()):
        form = release.forms.get(name)
        if form is not None and form.version not in seen and release.scenario.state == "current":
            seen.add(form.version)
            yield _published(release, form)


def _published(release: Release, form: Form) -> PublishedForm:
    return PublishedForm(form, release.figures, release.worded)
