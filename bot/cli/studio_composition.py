"""The studio put together; None where nobody may work on scenarios."""

from __future__ import annotations

from functools import partial
from typing import Final

from actions.apart import Apart, Limits
from actions.opening import Core
from actions.sessions import Sessions
from actions.studio.decisions import Decisions
from actions.studio.drafts import Drafts
from actions.studio.in_force import InForce
from actions.studio.publishing import Publishing
from actions.studio.scenario_files import ScenarioFiles
from actions.studio.story_coverage import StoryCoverage
from actions.studio.workshop import Workshop
from api.authors import demo_authors, read_authors
from api.door import Door
from api.security import MakeRates
from api.studio_services import Studio

#: Seconds of a processor: what somebody waits for while writing; walking every path, or playing a scenario's stories; and all stories.
_QUICK: Final = Limits(seconds=20)
_SLOW: Final = Limits(seconds=300, waiting=8)
_MEASURING: Final = Limits(seconds=3600, waiting=8, idle=60)


def open_studio(core: Core, decisions: Decisions, in_force: InForce, rates: MakeRates) -> Studio | None:
    """The studio of the project that is served. Raises BadPeople when the file of authors cannot be used."""
    settings, clock = core.settings, core.conversations.clock
    if settings.authors is None and settings.production:
        return None
    authors = demo_authors() if settings.authors is None else read_authors(settings.authors)
    files = ScenarioFiles(settings.root)
    make = partial(Workshop, files.root)
    slow = Apart(make, _SLOW)
    return Studio(
        door=Door("studio", "author", authors, settings.authors is None, Sessions(core.engine, clock), rates),
        files=files,
        drafts=Drafts(core.engine, clock),
        decisions=decisions,
        publishing=Publishing(files, decisions, in_force, slow),
        quick=Apart(make, _QUICK),
        slow=slow,
        coverage=StoryCoverage(files.root, Apart(make, _MEASURING)),
        rates=rates,
    )
