"""From an approved text to a running scenario: checked, played, written, noted and adopted, in this order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from bot.catalog import Issue, Published
from bot.catalog.bundles import bundle_of
from bot.engine import Catalog
from bot.nlu import Understander

from ..archive import Archive
from ..conversations import Conversations
from ..database import Database
from ..pins import pins
from ..releases import Releases
from ..stories import Failure
from .decisions import Decisions, NotWaiting, OwnSubmission, Submission
from .scenario_files import text_hash
from .touched_stories import failing_stories
from .trying import Project, Tried


class Refused(Exception):
    """The text cannot become public now. ``what``: Chinese, for the authors; the lists say more."""

    def __init__(self, what: str, issues: tuple[Issue, ...] = (), stories: tuple[Failure, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.issues = issues
        self.stories = stories


@dataclass(frozen=True, slots=True)
class Publishing:
    """Makes approved texts public; one at a time."""

    project: Project
    decisions: Decisions
    conversations: Conversations
    archive: Archive
    database: Database
    clock: Callable[[], datetime]
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def approve(self, number: int, approver: str, seen: str) -> str:
        """The submission is in force; gives the release's version.

        Args:
            seen: hash of the text that the approver looked at.

        Raises:
            OwnSubmission, NotWaiting: as their docstrings say.
            Refused: nothing is changed; it says why.
        """
        with self._lock:
            submission = self.decisions.find(number)
            if submission is None or submission.state != "waiting":
                raise NotWaiting(number)
            if submission.submitter == approver:
                raise OwnSubmission(number)
            if seen != submission.text_hash or text_hash(submission.text) != submission.text_hash:
                raise Refused("您看到的内容和提交的不一样，刷新页面重新看一遍再批准。")
            before = self._unchanged(submission)
            tried = self._checked(submission)
            catalog, understander = self._played(submission, tried)
            version = catalog.current[submission.place.scenario].scenario.version
            self._write(submission, approver, version, before)
            self._adopt(tried, understander)
            self.project.published(tried)
            return version

    def _unchanged(self, submission: Submission) -> str | None:
        """The text in force, which must be the one that the submission is to replace."""
        outside = self.project.changed_outside()
        if outside:
            raise Refused(f"服务启动以后，这些文件被别的办法改过，先重新启动服务：{'、'.join(outside)}。")
        before = self.project.files.read(submission.place)
        if text_hash(before) not in (submission.base, submission.text_hash):
            raise Refused("提交以后，线上的版本又变了。请退回，让作者在新的版本上重新改、重新提交。")
        return before

    def _checked(self, submission: Submission) -> Tried:
        tried = self.project.attempt_whole(submission.place, submission.text)
        if tried.issues:
            raise Refused(f"检查没有通过，有 {len(tried.issues)} 个问题。", tried.issues)
        return tried

    def _played(self, submission: Submission, tried: Tried) -> tuple[Catalog, Understander]:
        """The new catalog and its understanding, in which the authors' stories go as they should."""
        catalog = tried.catalog()
        understander = Understander(catalog, like=self.conversations.understander)
        understander.warm()
        if tried.built.scenarios[submission.place.scenario].state == "current":
            # Not the catalog in force itself: its views are the applicants' turns' alone.
            before = self.project.as_it_is().catalog(), self.conversations.understander
            root, scenario = self.project.files.root, submission.place.scenario
            failures = failing_stories(root, scenario, before, (catalog, understander), self.clock)
            if failures:
                raise Refused(f"故事没有通过，有 {len(failures)} 处和预期不一样。", (), tuple(failures))
        return catalog, understander

    def _adopt(self, tried: Tried, understander: Understander) -> None:
        """The new release is archived and in force; open cases stay on theirs.

        Raises DatabaseUnavailable: the file is written, and a restart will bring it into force.
        """
        bundles = {name: bundle_of(tried.built, name) for name in tried.built.scenarios}
        published = Published(tried.built.catalog(), bundles)
        releases = Releases(published, self.archive, self.clock, pins(self.database))
        in_force = Understander(releases.catalog, like=understander)
        in_force.warm()
        self.conversations.adopt(releases.catalog, in_force, releases.provide)

    def _write(self, submission: Submission, approver: str, version: str, before: str | None) -> None:
        files, place = self.project.files, submission.place
        written = False

        def write() -> None:
            nonlocal written
            files.write(place, submission.text)
            written = True

        try:
            self.decisions.approve(submission, approver, version=version, before=before, write=write)
        except BaseException as fault:
            if written:
                files.write(place, before)
            if isinstance(fault, OSError):
                raise Refused("主题文件写不进去，请管理员看看磁盘和权限。") from fault
            raise
