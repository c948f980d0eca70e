"""What is not as it must be at the end of a run: at intake, in each conversation, and in what each applicant was told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Engine

from actions.store import StoredTurn
from api.intake import IntakeServices
from api.intake.event import Event
from bot.engine.case import Submission
from bot.engine.happenings import STATUSES
from tests.actions.office import Office

from .applying import codes_of
from .officers import Row, every, held, whose
from .plans import CORRECTION_ENDED, WITHDRAWN, Codes, Plan, better_name, conversation, name_of
from .world import World

_CODES: Mapping[str, int] = {name: code for code, name in STATUSES.items()}


@dataclass(frozen=True)
class Books:
    """What both sides hold: the databases, and what reads them."""

    cases: Engine
    office: Office
    services: IntakeServices
    intake: Engine
    world: World
    seed: int
    submissions: int

    def is_quiet(self) -> bool:
        """Whether nothing waits to be sent or told."""
        # Where there is no library, what is to be carried there waits for ever.
        carried = self.services.errands.queue.count().get("waiting", 0) if self.world.delivers else 0
        told = self.services.telling.callbacks.count().get("waiting", 0)
        return not (self.office.outbox.waiting() or told or carried)


def differences(books: Books) -> Iterator[str]:
    """Everything that is not as the plans say, and whatever the two sides say otherwise of one thing."""
    rows = held(books.intake)
    by_applicant: dict[int, list[Row]] = {}
    for row in rows:
        by_applicant.setdefault(whose(row), []).append(row)
    for number in range(books.submissions):
        yield from _of_one(books, books.world.plan(books.seed, number), by_applicant.pop(number, []))
    yield from (f"intake holds {row.reference} for nobody" for some in by_applicant.values() for row in some)
    office, told = books.office, books.services.telling.callbacks.count()
    if office.outbox.waiting() or office.outbox.dead():
        yield f"{office.outbox.waiting()} wait, {office.outbox.dead()} are dead"
    if told.keys() - {"heard"}:
        yield f"events that are not heard: {told}"


def _of_one(books: Books, plan: Plan, rows: Sequence[Row]) -> Iterator[str]:
    one, office = conversation(plan.number), books.office
    case, turns = office.case(one), office.store.turns_after(one, 0)
    office.store.forget(one)
    submission = case.submission
    if submission is None or submission.state != "received":
        yield f"{one}: {submission.state if submission else 'not handed in'}"
        return
    forms = books.world.forms(len(plan.stories))
    if sorted((row.form, row.reference) for row in rows) != sorted(submission.references.items()):
        yield f"{one}: {submission.references}, intake has {rows}"
        return
    by_form = {row.form: row for row in rows}
    if list(submission.references) != list(forms):
        yield f"{one}: {list(submission.references)} instead of {forms}"
        return
    yield from (f"{one}: {what}" for what in _requests(submission, turns, plan))
    for place, form in enumerate(forms):
        found = _of_application(books, plan, place, by_form[form], submission)
        yield from (f"{one} {form}: {what}" for what in found)
        told = told_wrongly(by_form[form].reference, codes_of(submission, form), turns)
        yield from (f"{one} {form}: {what}" for what in told)


def _requests(submission: Submission, turns: Sequence[StoredTurn], plan: Plan) -> Iterator[str]:
    """What was asked of intake, and how it ended."""
    events = Counter(name for turn in turns for name in turn.events)
    answered = [one.state for one in submission.supplements.values()]
    expected = {
        "SubmitRequested": 1, "Submitted": 1, "SubmitFailed": 0,
        "SupplementRequested": sum(CORRECTION_ENDED in story for story in plan.stories),
    }  # fmt: skip
    if {name: events[name] for name in expected} != expected:
        yield f"{events}"
    if answered != ["received"] * expected["SupplementRequested"]:
        yield f"corrections {answered}"
    withdrawal = submission.withdrawal
    if plan.races:
        return
    if plan.withdraws != (withdrawal is not None and withdrawal.state == "received"):
        yield f"withdrawal {withdrawal}"
    if events["WithdrawRequested"] != plan.withdraws:
        yield f"{events['WithdrawRequested']} withdrawals"


def _of_application(books: Books, plan: Plan, place: int, row: Row, submission: Submission) -> Iterator[str]:
    """What intake holds, what happened to it, and what the conversation knows of that."""
    history = books.services.desk.history.of(row.reference)
    codes = tuple(_CODES[event.status] for event in history)
    if codes not in plan.ends(place):
        yield f"came to {codes}, of {plan.ends(place)}"
    if (row.status, row.seq) != (history[-1].status, len(history)):
        yield f"stands at {row.status} {row.seq} after {codes}"
    if row.key != f"{submission.key}:{row.form}":
        yield f"handed in as {row.key} instead of {submission.key}"
    if row.bundle != (submission.key if len(plan.stories) > 1 else None):
        yield f"in the bundle {row.bundle}"
    if _known(submission, row.reference) != [_as_told(event) for event in history]:
        yield f"the conversation knows {codes_of(submission, row.form)} of {codes}"
    withdrawal = submission.withdrawal
    confirmed = withdrawal.references if withdrawal is not None and withdrawal.state == "received" else ()
    if row.reference in confirmed and codes[-1] != WITHDRAWN:
        yield f"the applicant has withdrawn it, and it came to {codes}"
    name = better_name(plan.number) if CORRECTION_ENDED in codes else name_of(plan.number)
    entry = books.services.desk.find("daoban", row.reference)
    document = entry.document()["application"]
    for step in books.world.pointers[row.form].split("/")[1:]:
        document = document[step]
    if document != name:
        yield f"is called {document} at intake, not {name}"


def _known(submission: Submission, reference: str) -> list[tuple[int, int, str]]:
    return [(event.seq, event.code, event.words) for event in submission.happened.get(reference, ())]


def _as_told(event: Event) -> tuple[int, int, str]:
    return event.seq, _CODES[event.status], event.words


def told_wrongly(reference: str, codes: Codes, turns: Sequence[StoredTurn]) -> Iterator[str]:
    """What of an application the conversation heard twice, out of order or not at all, and what the applicant was told so.

    An applicant is told of each step once. The receipt itself tells of the first; of what comes before the receipt the last is told;
    and nothing of what is heard only when they know that they have taken it back.
    """
    prefix = f"/intake:{reference}:"
    heard = {int(turn.inbound.removeprefix(prefix)): turn.seq for turn in turns if turn.inbound.startswith(prefix)}
    if list(heard) != list(range(1, len(codes) + 1)):
        yield f"heard {list(heard)} of {codes}"
        return
    receipt = next(turn.seq for turn in turns if "Submitted" in turn.events)
    told = [code for turn in turns for code in _told_in(turn, reference)]
    early = [seq for seq, turn in heard.items() if turn < receipt]
    taken_back = [turn.seq for turn in turns if "Withdrawn" in turn.events and WITHDRAWN in _told_in(turn, reference)]
    late = [seq for seq, turn in heard.items() if taken_back and turn > taken_back[0] and codes[seq - 1] != WITHDRAWN]
    untold = {*early[:-1], *late, 1}
    expected = [code for seq, code in enumerate(codes, 1) if seq not in untold]
    if told != expected:
        yield f"told {told} instead of {expected}"


def _told_in(turn: StoredTurn, reference: str) -> Iterator[int]:
    """The codes of the steps that the turn's messages tell of the application."""
    if turn.cause is None:  # an answer to the applicant
        return
    for message in turn.outcome["messages"]:
        if reference not in message["text"]:
            continue
        if message.get("code") in _CODES and reference in message.get("references", {}).values():
            yield _CODES[message["code"]]
        elif "改好的内容已经收到" in message["text"]:
            yield CORRECTION_ENDED
        elif "申请已经撤回" in message["text"]:
            yield WITHDRAWN


def tries(engine: Engine) -> tuple[int, int]:
    """How often effects were tried, and how many bundles were handed in more than once before their receipt came."""
    (sent,) = every(engine, "SELECT sum(attempts) FROM outbox")
    (again,) = every(engine, "SELECT count(*) FROM outbox WHERE kind = 'submit' AND attempts > 1")
    return int(sent[0] or 0), int(again[0])
