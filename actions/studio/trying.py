"""A scenario's text tried against the rest of the project: its mistakes, and the catalog with it; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from bot.catalog import Issue
from bot.catalog.building import Built, build
from bot.catalog.check_fragments import fragments_used
from bot.catalog.check_parts import parts_in_place, verdicts
from bot.catalog.check_phrases import colliding_phrases
from bot.catalog.check_stories import story_names
from bot.catalog.for_drawing import says_out_of_reach
from bot.catalog.issues import sort_issues
from bot.catalog.judging import Verdict, judged
from bot.catalog.meaning import OF_FORMS_ALONE, Check, all_issues
from bot.catalog.source import Source, read_source, with_scenario
from bot.engine import Catalog

from .scenario_files import Place, ScenarioFiles
from .stamps import Stamps, stamps

#: Files that all scenarios stand on.
_SHARED: Final = ("forms/", "scenarios/shared/", "scenarios/knowledge/")
#: Folder of a category with what its scenarios share; a mistake there concerns those that include it.
_FRAGMENTS: Final = "/fragments/"
#: Checks that lay scenarios beside each other, or stories or fragments beside scenarios.
_OF_SEVERAL: Final = (colliding_phrases, story_names, fragments_used)
#: How the codes begin of what is wrong with a fragment only if it is so in every scenario that includes it.
_BY_INCLUSION: Final = ("REACH-", "RULE-", "OPTION-", "OUTCOME-02", "FRAGMENT-02")


@dataclass(frozen=True, slots=True)
class Tried:
    """The project with one text in place of a scenario's file.

    Args:
        file: the scenario's; empty where the files are as they are.
        issues: of all files, sorted by place.
    """

    file: str
    source: Source
    built: Built
    issues: tuple[Issue, ...]

    @property
    def own(self) -> tuple[Issue, ...]:
        """The issues in the scenario itself."""
        return tuple(issue for issue in self.issues if issue.file == self.file)

    def catalog(self) -> Catalog:
        """The catalog of all scenarios without a mistake, but for what is only out of reach in them.

        Empty when a file that all stand on has a mistake.
        """
        wrong = {issue.file for issue in self.issues if not says_out_of_reach(issue)}
        if any(file.startswith(_SHARED) and _FRAGMENTS not in file for file in wrong):
            return Catalog({})
        homes = {name: self.built.homes[("scenario", name)] for name in self.built.scenarios}
        fine = {name: one for name, one in self.built.scenarios.items() if not homes[name].files & wrong}
        return replace(self.built, scenarios=fine).catalog()


class Project:
    """The project's files, read once and again when they change."""

    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        self._files = ScenarioFiles(root)
        self._today = today
        self._base: Tried | None = None
        self._read_at: Stamps = {}
        #: What is told of the files without any scenario.
        self._bare: frozenset[Issue] = frozenset()
        #: What is wrong with the parts of a scenario as it is; looked for where a draft shares a fragment with it.
        self._verdicts: dict[str, list[Verdict]] = {}

    @property
    def root(self) -> Path:
        """The folder with forms and scenarios."""
        return self._files.root

    def scenarios(self) -> list[str]:
        """The scenarios' files."""
        return [place.file for place in self._files.places()]

    def as_it_is(self) -> Tried:
        """The files as they are; of their mistakes all but those that only the examples of forms show."""
        now = stamps(self.root)
        if self._base is None or now != self._read_at:
            self._base = self._looked_at(read_source(self.root))
            self._bare = frozenset(self._looked_at(replace(self._base.source, scenarios=[], issues=[])).issues)
            self._verdicts = {}
            self._read_at = now
        return self._base

    def attempt(self, place: Place, text: str) -> Tried:
        """The project with this text, looked at as far as the text can change it: fast, however many scenarios there are."""
        return self._beside(place, text, self.as_it_is())

    def attempt_whole(self, place: Place, text: str) -> Tried:
        """The project with this text, with everything checked anew; takes seconds."""
        source = with_scenario(self.as_it_is().source, place.file, text)
        built = build(source)
        found = [*all_issues(built, self._today()), *_misnamed(place, source)]
        return Tried(place.file, source, built, sort_issues(found))

    def _looked_at(self, source: Source, leaving_out: tuple[Check, ...] = ()) -> Tried:
        built = build(source)
        return Tried("", source, built, all_issues(built, self._today(), leaving_out=(*OF_FORMS_ALONE, *leaving_out)))

    def _beside(self, place: Place, text: str, base: Tried) -> Tried:
        """The text's scenario is built and checked by itself, and put beside the others for what concerns several."""
        source = with_scenario(replace(base.source, scenarios=[], issues=[]), place.file, text)
        alone = self._looked_at(source, leaving_out=(*_OF_SEVERAL, parts_in_place))
        others = {
            name: one
            for name, one in base.built.scenarios.items()
            if base.built.homes[("scenario", name)].file != place.file
        }
        # The text comes last, so that what it shares with another scenario is told at its own lines.
        together = replace(
            alone.built,
            source=with_scenario(base.source, place.file, text),
            scenarios={**others, **alone.built.scenarios},
            homes={**base.built.homes, **alone.built.homes},
            left_out=base.built.left_out | alone.built.left_out,
        )
        issues = [
            *(issue for issue in base.issues if issue.file != place.file and not _by_inclusion(issue)),
            # What is wrong without any scenario is only that the others are not here.
            *(issue for issue in alone.issues if issue not in self._bare),
            *(issue for check in _OF_SEVERAL for issue in check(together, self._today())),
            *self._in_place(place, together, base),
            *_taken(place, alone.source, others),
            *_misnamed(place, alone.source),
        ]
        return Tried(place.file, together.source, together, sort_issues(issues))

    def _in_place(self, place: Place, together: Built, base: Tried) -> Iterator[Issue]:
        """What is wrong with the text's parts; with those of its fragments, seen together with all that include them."""
        homes = {name: together.homes[("scenario", name)] for name in together.scenarios}
        own = [name for name, home in homes.items() if home.file == place.file]
        touched = frozenset[str]().union(*(homes[name].files for name in own))
        for name, home in homes.items():
            if name not in own and home.files & touched and name not in self._verdicts:
                self._verdicts[name] = verdicts(base.built, name)
        others = {
            name: self._verdicts[name] for name, home in homes.items() if name not in own and home.files & touched
        }
        yield from judged(together, {**others, **{name: verdicts(together, name) for name in own}})


def _by_inclusion(issue: Issue) -> bool:
    """Whether the issue may be gone, or come, with what another scenario includes."""
    return _FRAGMENTS in issue.file and issue.code.startswith(_BY_INCLUSION)


def _taken(place: Place, alone: Source, others: Container[str]) -> list[Issue]:
    """The id must not be another scenario's."""
    for document in alone.scenarios:
        if document.data["id"] in others:
            what = f"编号 {document.data['id']} 已经是别的主题的了。"
            return [Issue(place.file, document.line("id"), "NAME-01", what, "换一个编号。")]
    return []


def _misnamed(place: Place, source: Source) -> list[Issue]:
    """The text must be the scenario that its file's name says."""
    for document in source.scenarios:
        if document.file == place.file and document.data["id"] != place.scenario:
            what = f"编号 {document.data['id']} 和文件名 {place.scenario} 不一样。"
            return [Issue(place.file, document.line("id"), "NAME-03", what, f"改成 id: {place.scenario}。")]
    return []
