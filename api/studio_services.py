"""What the studio's routes stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from actions.conversations import Conversations
from actions.sessions import Sessions
from actions.studio.decisions import Decisions
from actions.studio.drafts import Drafts
from actions.studio.publishing import Publishing
from actions.studio.rehearsals import Rehearsals
from actions.studio.scenario_files import ScenarioFiles
from actions.studio.trying import Project, Tried

from .authors import Author

#: Shows the scenario that was tried in some markup, on a day: a picture as SVG, its paths as an HTML table.
Shown = Callable[[Tried, date], str]


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything a request of an author may need.

    Args:
        authors: by id. demo: they are made up, and chosen without a password.
        conversations: the applicants', which a publication reaches.
        coverage: scenario id -> how much of it the stories play, in words; None: nobody counts it.
        draw, paths: show a scenario; None: there is no such view.
    """

    authors: Mapping[str, Author]
    demo: bool
    sessions: Sessions
    files: ScenarioFiles
    project: Project
    drafts: Drafts
    decisions: Decisions
    publishing: Publishing
    rehearsals: Rehearsals
    conversations: Conversations
    coverage: Callable[[], Mapping[str, str]] | None = None
    draw: Shown | None = None
    paths: Shown | None = None

    def name(self, author: str | None) -> str | None:
        """The author's name; the id of one who is gone."""
        found = self.authors.get(author or "")
        return found.name if found is not None else author
