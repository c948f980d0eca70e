"""What the studio's routes stand on."""

from __future__ import annotations

from dataclasses import dataclass

from actions.apart import Apart
from actions.studio.decisions import Decisions
from actions.studio.drafts import Drafts
from actions.studio.publishing import Publishing
from actions.studio.scenario_files import ScenarioFiles
from actions.studio.story_coverage import StoryCoverage

from .authors import Author
from .door import Door
from .security import MakeRates


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything a request of an author may need.

    Args:
        door: where authors come in.
        rates: as the applicants' services have them.
        quick, slow: a Workshop each: one for what an author waits for while writing, one for what takes seconds.
    """

    door: Door[Author]
    files: ScenarioFiles
    drafts: Drafts
    decisions: Decisions
    publishing: Publishing
    quick: Apart
    slow: Apart
    coverage: StoryCoverage
    rates: MakeRates

    def name(self, author: str | None) -> str | None:
        """The author's name; the id of one who is gone."""
        found = self.door.people.get(author or "")
        return found.name if found is not None else author

    def close(self) -> None:
        """What is done apart is ended."""
        self.quick.close()
        self.slow.close()
        self.coverage.close()
