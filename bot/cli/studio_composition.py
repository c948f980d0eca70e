"""The studio put together; None where nobody may work on scenarios."""

from __future__ import annotations

from actions.archive import Archive
from actions.database import Database
from actions.opening import Core
from actions.sessions import Sessions
from actions.studio.decisions import Decisions
from actions.studio.drafts import Drafts
from actions.studio.publishing import Publishing
from actions.studio.rehearsals import Rehearsals
from actions.studio.scenario_files import ScenarioFiles
from actions.studio.trying import Project
from actions.studio.views import paths_table, picture
from api.authors import demo_authors, read_authors
from api.studio_services import Studio


def open_studio(core: Core) -> Studio | None:
    """The studio of the project that is served. Raises BadAuthors when the file of authors cannot be used."""
    settings, clock = core.settings, core.conversations.clock
    demo = settings.authors is None
    if settings.authors is not None:
        authors = read_authors(settings.authors)
    elif settings.production:
        return None
    else:
        authors = demo_authors()
    files = ScenarioFiles(settings.root)
    project = Project(files, lambda: clock().date())
    decisions = Decisions(core.engine, clock)
    database = Database(core.engine)
    return Studio(
        authors=authors,
        demo=demo,
        sessions=Sessions(core.engine, clock),
        files=files,
        project=project,
        drafts=Drafts(core.engine, clock),
        decisions=decisions,
        publishing=Publishing(project, decisions, core.conversations, Archive(database, clock), database, clock),
        draw=picture,
        paths=paths_table,
        rehearsals=Rehearsals(clock),
        conversations=core.conversations,
    )
