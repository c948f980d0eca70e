"""The forms that are taken, as the scenarios in force and those before them have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.engine.catalog import Catalog, Release
from bot.engine.facts import Fact, Option
from bot.engine.figures import Figure
from bot.engine.forms import Form

_Options = Mapping[str, Mapping[str, Option]]


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form that is taken here, with the dated figures its checks may need.

    Args:
        facts: by id, as a scenario words them, each with the options of all scenarios; those of lists' items too. Without them places go by their facts' ids.
        item: what is applied for, e.g. 食品经营许可; empty where the catalog has no such item.
    """

    form: Form
    figures: Mapping[str, Figure]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    item: str = ""


def published_forms(catalog: Catalog) -> dict[str, PublishedForm]:
    """The forms of the scenarios in force, by id."""
    options = _all_options(catalog)
    return {
        name: _published(catalog, release, form, options)
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
            yield _published(catalog, release, form, _all_options(catalog))


def _published(catalog: Catalog, release: Release, form: Form, options: _Options) -> PublishedForm:
    item = catalog.items.get(form.item)
    facts = {name: _with_all(fact, options.get(name, {})) for name, fact in release.worded.items()}
    return PublishedForm(form, release.figures, facts, item.title if item is not None else "")


def _all_options(catalog: Catalog) -> _Options:
    """Fact -> value -> option, of all scenarios in force: an application of any of them may hold it, and its label is to be read."""
    found: dict[str, dict[str, Option]] = {}
    for release in catalog.current.values():
        for facts in (release.worded, release.facts):
            for name, fact in facts.items():
                known = found.setdefault(name, {}) if fact.options else {}
                for option in fact.options:
                    known.setdefault(option.value, option)
    return found


def _with_all(fact: Fact, options: Mapping[str, Option]) -> Fact:
    """The fact as its scenario words it, followed by the options that only others offer."""
    own = {option.value for option in fact.options}
    more = tuple(option for value, option in options.items() if value not in own)
    return replace(fact, options=(*fact.options, *more)) if more else fact
