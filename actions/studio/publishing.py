"""From an approved text to a running scenario: checked, played, written, noted and served, in this order."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from bot.catalog import CatalogInvalid, Issue

from ..apart import Apart
from ..database import DatabaseUnavailable
from ..stories import Failure
from .decisions import Decisions, NotWaiting, OwnSubmission, Submission
from .in_force import InForce
from .scenario_files import ScenarioFiles, text_hash
from .workshop import Proof

_LOG: Final = logging.getLogger("daoban.studio")


class Refused(Exception):
    """The text cannot become public now. ``what``: Chinese, for the authors; the lists say more."""

    def __init__(self, what: str, issues: tuple[Issue, ...] = (), stories: tuple[Failure, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.issues = issues
        self.stories = stories


@dataclass(frozen=True, slots=True)
class Publishing:
    """Makes approved texts public; one at a time, whichever process serves it.

    Args:
        workshop: a Workshop, where what takes long is done.
    """

    files: ScenarioFiles
    decisions: Decisions
    in_force: InForce
    workshop: Apart

    def approve(self, number: int, approver: str, seen: str) -> str:
        """The submission is in force; gives the release's version.

        Args:
            seen: hash of the text that the approver looked at.

        Raises:
            OwnSubmission, NotWaiting: as their docstrings say.
            Refused: nothing is changed; it says why.
            Overrun, Crowded, WorkFailed: nothing is changed.
        """
        with self.files.held():
            self.in_force.look()
            submission = self.decisions.find(number)
            if submission is None or submission.state != "waiting":
                raise NotWaiting(number)
            if submission.submitter == approver:
                raise OwnSubmission(number)
            if seen != submission.text_hash or text_hash(submission.text) != submission.text_hash:
                raise Refused("您看到的内容和提交的不一样，刷新页面重新看一遍再批准。")
            before = self._unchanged(submission)
            version = self._proved(submission)
            self._write(submission, approver, version, before)
            self._serve()
            return version

    def _unchanged(self, submission: Submission) -> str | None:
        """The text in force, which must be the one that the submission is to replace."""
        outside = self.in_force.changed_outside()
        if outside:
            raise Refused(f"服务启动以后，这些文件被别的办法改过，先重新启动服务：{'、'.join(outside)}。")
        before = self.files.read(submission.place)
        if text_hash(before) not in (submission.base, submission.text_hash):
            raise Refused("提交以后，线上的版本又变了。请退回，让作者在新的版本上重新改、重新提交。")
        return before

    def _proved(self, submission: Submission) -> str:
        proof: Proof = self.workshop.call("prove", submission.place, submission.text)
        if proof.issues:
            raise Refused(f"检查没有通过，有 {len(proof.issues)} 个问题。", proof.issues)
        if proof.failures:
            raise Refused(f"故事没有通过，有 {len(proof.failures)} 处和预期不一样。", (), proof.failures)
        return proof.version

    def _write(self, submission: Submission, approver: str, version: str, before: str | None) -> None:
        files, place = self.files, submission.place
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

    def _serve(self) -> None:
        """The file is written and noted by now: what cannot be served at once is served at the next look, or start."""
        try:
            self.in_force.take()
        except (CatalogInvalid, DatabaseUnavailable) as fault:
            _LOG.error("what was published is not served yet: %s", type(fault).__name__)
