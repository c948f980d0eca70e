"""Files to frozen definitions: forms, scenarios, dictionary, knowledge, wording; with every mistake named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.engine import Catalog

from .building import Built, build
from .bundles import Bundle, BundleInvalid, bundle_of, bundles_under, release_of_bundle
from .for_drawing import Drawable, load_for_drawing
from .issues import CatalogInvalid, Issue, did_you_mean, sort_issues
from .meaning import BY_CALENDAR, OF_PROCESSES, all_issues
from .platforms import Platform
from .processes import Definitions
from .shapes import shape_issues, shape_issues_by
from .source import PHRASES, read_forms, read_source
from .sources import CONFIRM, FREE, NEVER, SIGN_IN, FactSource, FactSources
from .yaml_reader import Document, read_yaml

__all__ = [
    "CONFIRM",
    "FREE",
    "NEVER",
    "PHRASES",
    "SIGN_IN",
    "Built",
    "Bundle",
    "BundleInvalid",
    "CatalogInvalid",
    "Document",
    "Drawable",
    "FactSource",
    "FactSources",
    "Issue",
    "Published",
    "bundles_under",
    "check",
    "load",
    "load_for_drawing",
    "open_built",
    "open_forms",
    "open_platform",
    "publish",
    "read_phrases",
    "read_story",
    "read_texts",
    "read_yaml",
    "release_of_bundle",
    "shape_issues_by",
]


@dataclass(frozen=True, slots=True)
class Published:
    """A catalog with the plain data that each of its releases was built from, by scenario id.

    ``sources``: where facts come from besides the applicant. ``definitions``: how the forms are dealt with, as the files say today, whichever release of a form an application is of.
    """

    catalog: Catalog
    bundles: Mapping[str, Bundle]
    lapsed: tuple[Issue, ...] = ()
    definitions: Definitions = field(default_factory=Definitions)
    sources: FactSources = field(default_factory=FactSources)


def load(root: Path, *, today: date) -> Catalog:
    """The catalog of the files under ``root``; the stories are not looked at.

    Raises:
        CatalogInvalid: the files have mistakes; all of them are in it.
    """
    return open_built(root, today=today, stories=False).catalog()


def publish(root: Path, *, today: date, lapsed: bool = False) -> Published:
    """The catalog of the files under ``root``, and what its releases are to be archived as; no story is looked at.

    Args:
        lapsed: what only the calendar has made wrong since the files were checked keeps nobody from the rest: an answer past
            its last day is not given, a scenario past its last day is closed, a figure without a value hands over.

    Raises:
        CatalogInvalid: the files have other mistakes; all of them are in it.
    """
    built = build(read_source(root.resolve(), stories=False))
    issues = all_issues(built, today)
    if wrong := tuple(issue for issue in issues if not (lapsed and issue.code in BY_CALENDAR)):
        raise CatalogInvalid(wrong)
    bundles = {name: bundle_of(built, name) for name in built.scenarios}
    return Published(built.catalog(), bundles, issues, built.definitions(), built.sources())


def open_built(root: Path, *, today: date, stories: bool = True) -> Built:
    """The definitions under ``root`` with the documents they come from. Raises as ``load`` does.

    Args:
        stories: whether a mistake in one counts.
    """
    built = build(read_source(root.resolve(), stories=stories))
    if issues := all_issues(built, today):
        raise CatalogInvalid(issues)
    return built


def open_forms(root: Path, *, today: date) -> Built:
    """The forms under ``root`` and how they are dealt with, without any scenario: much faster. Raises as ``load`` does.

    Only what the processes stand on counts: a mistake of something else is for those who open that.
    """
    built = build(read_forms(root.resolve()))
    meant = [issue for check in OF_PROCESSES for issue in check(built, today)]
    if issues := sort_issues([*built.source.issues, *built.issues, *meant]):
        raise CatalogInvalid(issues)
    return built


def open_platform(root: Path, name: str, *, today: date) -> Platform:
    """The platform of ``forms/platforms/<name>.yml``. Raises as ``open_forms`` does, and CatalogInvalid where there is no such file."""
    platforms = {one.id: one for one in open_forms(root, today=today).platforms.values()}
    if name not in platforms:
        file = f"forms/platforms/{name}.yml"
        issue = Issue(
            file, 0, "YAML-01", "没有这个文件，或者文件读不了。", "补上这个文件。", did_you_mean(name, platforms)
        )
        raise CatalogInvalid((issue,))
    return platforms[name]


def check(root: Path, paths: Sequence[Path] = (), *, today: date) -> tuple[Issue, ...]:
    """Every mistake in the files under ``root``, sorted by place; only those in ``paths`` (files or folders), if given."""
    base = root.resolve()
    built = build(read_source(base))
    issues = all_issues(built, today)
    if not paths:
        return issues
    wanted = [path.resolve() for path in paths]
    return tuple(issue for issue in issues if any((base / issue.file).is_relative_to(path) for path in wanted))


def read_story(file: Path) -> Document:
    """A story file: ``today`` with ``turns`` or situations, and the line of every entry.

    Raises:
        CatalogInvalid: the file has mistakes; all of them are in it.
    """
    return _read(file, "story")


def read_phrases(file: Path) -> Document:
    """A file of ``phrases``: each with ``asked``, ``say``, ``expect`` and, but for ``routing``, ``scenario``.

    Raises:
        CatalogInvalid: the file has mistakes; all of them are in it.
    """
    return _read(file, "phrases")


def read_texts(file: Path) -> dict[str, str]:
    """The texts of one wording file by id.

    Raises:
        CatalogInvalid: the file cannot be read.
    """
    texts: dict[str, str] = _read(file, "texts").data
    return dict(texts)


def _read(file: Path, role: str) -> Document:
    document, issues = read_yaml(file.parent, file)
    issues = shape_issues(role, document) if document is not None else issues
    if document is None or issues:
        raise CatalogInvalid(sort_issues(issues))
    return document
