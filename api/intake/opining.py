"""A department says what it found in its step of the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from actions.database import Database

from ..problems import Problem
from .acts import LONGEST_WORDS
from .casework import Casework
from .event import Event
from .joint import Opinion, State, Task
from .joint_review import BY_ACT, JointReview, has_begun
from .officers import Officer
from .opinions import Given, Opinions
from .registry import Entry
from .status import may_happen

_MEMBERS: Final = frozenset({"step", "verdict", "words"})


@dataclass(frozen=True, slots=True)
class Opining:
    """The use case; refusals are Problems."""

    database: Database
    casework: Casework
    review: JointReview
    opinions: Opinions

    def give(self, officer: Officer, reference: str, body: Any) -> Given:
        """The opinion is kept; the department has begun its review if it had not.

        Raises:
            Problem: 404 it is not theirs; 409 the step is not open, is done, or the application is not under review; 422.
        """
        entry = self.casework.find(officer, reference)
        step, verdict, words = _read(body)
        task = self._task(officer, entry, step)
        given = Given(task.step, verdict, officer.office, officer.id, words, self.casework.checking.clock())
        try:
            with self.database.write() as cursor:
                self.casework.history.happen_in(cursor, reference, lambda history: self._begun(entry, history, given))
                self.opinions.add(cursor, reference, given)
        except self.database.integrity_error as fault:
            raise Problem(409, "done", "这一步已经有意见了。") from fault
        return given

    def _task(self, officer: Officer, entry: Entry, step: str) -> Task:
        task = next((one for one in self.review.tasks(entry) if one.step == step), None)
        if task is None or task.kind in BY_ACT or self.review.title(task.department) != officer.office:
            raise Problem(404, "no-such-step", "没有这一步，或者不归您的部门办。")
        if task.state is State.done:
            raise Problem(409, "done", "这一步已经有意见了。")
        if task.state is not State.open:
            raise Problem(409, "not-now", "还没有轮到这一步。")
        return task

    def _begun(self, entry: Entry, history: Sequence[Event], given: Given) -> Event | None:
        """The department's beginning, unless it had begun. Nobody gives an opinion on what is not under review."""
        kinds = [one.status for one in history]
        if kinds[-1] not in ("accepted", "review_begun", "special_begun", "special_ended", "extended"):
            raise Problem(409, "not-now", "这份申请不在审查中。")
        if has_begun(history, given.office) or not may_happen("review_begun", kinds):
            return None
        event = Event(entry.reference, len(history) + 1, "review_begun", given.at, given.office, by=given.by)
        return self.casework.with_deadline(entry, history, event)


def _read(body: Any) -> tuple[str, str, str]:
    """Step, verdict and words. Raises Problem 422."""
    if not isinstance(body, dict):
        raise Problem(422, "invalid-opinion", "意见写得不对。", [("", "应当是一个对象")])
    step, verdict, words = body.get("step"), body.get("verdict"), body.get("words", "")
    errors = [(f"/{name}", "没有这一项") for name in sorted(body.keys() - _MEMBERS)]
    if not isinstance(step, str):
        errors.append(("/step", "应当是步骤的编号"))
    if verdict not in [one.value for one in Opinion]:
        errors.append(("/verdict", "应当是：" + "、".join(one.value for one in Opinion)))
    if not isinstance(words, str) or len(words) > LONGEST_WORDS:
        errors.append(("/words", f"不超过 {LONGEST_WORDS} 个字的文字"))
    elif verdict != Opinion.agree.value and not words.strip():
        errors.append(("/words", "要写明理由或者条件"))
    if errors:
        raise Problem(422, "invalid-opinion", f"意见有 {len(errors)} 处不对。", errors)
    return str(step), str(verdict), words.strip()
