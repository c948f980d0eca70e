"""A release as plain data: what its files said when it was published, enough to build the very same release again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.engine.catalog import Release

from .building import Built, build
from .issues import CatalogInvalid, Issue, sort_issues
from .source import FormFiles, Source, read_source
from .yaml_reader import Document

#: The shape of bundles written here; another one is not read.
FORMAT: Final = 1
#: Files that no scenario is built from.
_APART: Final = "scenarios/knowledge/"

#: JSON-ready: ``format``, ``version``, ``scenario`` and each form's ``layout``, ``materials`` and ``schema`` as their files
#: have them, the ``facts`` and ``figures`` of the whole dictionary (a case may hold answers that play no part in its
#: scenario), and the ``texts`` that the scenario's rules name.
Bundle = Mapping[str, Any]


class BundleInvalid(ValueError):
    """The bundle is damaged, or of a format that is not known here: no release can be built from it."""


def bundle_of(built: Built, scenario: str) -> Bundle:
    """What the files say about one scenario. Raises KeyError when it could not be built from them."""
    document = built.homes[("scenario", scenario)].data
    source = built.source
    wanted = {permit["form"] for permit in document["permits"]}
    return {
        "format": FORMAT,
        "version": built.scenarios[scenario].version,
        "scenario": document,
        "forms": [
            {
                "folder": files.folder,
                "layout": files.layout.data,
                "materials": files.materials.data if files.materials is not None else None,
                "schema": files.schema,
            }
            for files in source.forms
            if files.layout.data["form"] in wanted
        ],
        "facts": source.dictionary.data["facts"] if source.dictionary is not None else {},
        "figures": source.figures.data["figures"] if source.figures is not None else {},
        "texts": {name: built.texts[name] for name in texts_named(document) if name in built.texts},
    }


def bundles_under(root: Path) -> dict[str, Bundle]:
    """The bundles of the files under ``root``, as far as they can be read at all: what they say is not checked.

    Raises:
        CatalogInvalid: dictionary, figures, a form, a scenario or the texts cannot be read.
    """
    built = build(read_source(root.resolve(), stories=False))
    issues = [*built.source.issues, *built.issues]
    found = sort_issues(one for one in issues if not one.file.startswith(_APART))
    if found:
        raise CatalogInvalid(found)
    return {name: bundle_of(built, name) for name in built.scenarios}


def release_of_bundle(bundle: Bundle) -> Release:
    """The release that the bundle was made of, with the same version.

    Raises:
        BundleInvalid: it is damaged, of another format, or gives another version than it says.
    """
    built, issues = built_of_bundle(bundle)
    if issues:
        raise BundleInvalid(f"{len(issues)} parts cannot be read: {issues[0].code}")
    release = next(iter(built.catalog().current.values()))
    if release.scenario.version != bundle["version"]:
        raise BundleInvalid(f"it says {bundle['version']} and gives {release.scenario.version}")
    missing = [name for name in texts_named(bundle["scenario"]) if name not in bundle["texts"]]
    if missing or len(release.forms) != len(release.scenario.permits):
        raise BundleInvalid(f"parts are missing: {missing or 'forms'}")
    return release


def built_of_bundle(bundle: Bundle) -> tuple[Built, Sequence[Issue]]:
    """The bundle's definitions, and what in it could not be read. Raises BundleInvalid when it is no bundle at all."""
    if not isinstance(bundle, Mapping) or bundle.get("format") != FORMAT:
        raise BundleInvalid("its format is not known")
    try:
        built = build(_source(bundle))
        if len(built.scenarios) != 1:
            raise BundleInvalid("it holds no scenario")
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        if isinstance(fault, BundleInvalid):
            raise
        raise BundleInvalid(f"it is damaged: {type(fault).__name__}") from fault
    return built, sort_issues(built.issues)


def texts_named(scenario: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the texts that the rules of a scenario's document name, each once."""
    rules = scenario.get("rules", ())
    return tuple(dict.fromkeys(name for rule in rules for key in ("warn", "report") for name in rule.get(key, ())))


def _source(bundle: Bundle) -> Source:
    """The bundle as if it had been read from files."""
    return Source(
        root=Path(),
        dictionary=Document("dictionary", {"facts": bundle["facts"]}),
        figures=Document("figures", {"figures": bundle["figures"]}),
        forms=[
            FormFiles(
                one["folder"],
                Document("layout", one["layout"]),
                Document("materials", one["materials"]) if one["materials"] is not None else None,
                one["schema"],
            )
            for one in bundle["forms"]
        ],
        scenarios=[Document("scenario", bundle["scenario"])],
        texts=[Document("texts", bundle["texts"])],
    )
