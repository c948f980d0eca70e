"""Looking up what others hold about the applicant: offered, agreed to, taken, taken back. Nothing is looked up without a yes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from .address import Address
from .amend import alike
from .answers import refuse, refuse_in_context, write
from .case import FETCH, KNOWN_SOURCES, UNFETCH, AwaitAct, Case, Exchange, Frame, Roster, Stored
from .commands import Absence, TakeBack, TellKnown
from .events import ConfirmAsked, Notice
from .known import (
    ConsentEnded,
    ExchangeBarred,
    ExchangeOffered,
    FactsMissed,
    FactsSought,
    Known,
    KnownTold,
    Prefill,
    Prefilled,
)
from .limits import ANSWERS, LIST_ITEMS
from .position import is_known
from .review import is_held
from .view import View
from .work import Work


def offer(work: Work, report: ExchangeOffered) -> None:
    """Asks whether these are to be looked up, once for a scenario; nothing where the case is closed or handed in."""
    case = work.case
    if work.view is None or case.exchange is not None or case.closed or case.submission is not None or not report.what:
        return
    work.case = replace(case, exchange=Exchange("offered"))
    work.push(AwaitAct(f"{FETCH}:{'、'.join(report.what)}", work.instance))


def bar(work: Work, report: ExchangeBarred) -> None:
    """Says, once for a scenario, that nothing is looked up and why; where the case is closed or handed in, nothing."""
    case = work.case
    if work.view is None or case.exchange is not None or case.closed or case.submission is not None:
        return
    work.case = replace(case, exchange=Exchange("declined"))
    title = work.view.release.scenario.title
    work.emit(Notice(f"exchange.barred.{report.why}", {"firm": report.firm, "title": title}))


def take_back(work: Work, _: TakeBack) -> None:
    """A no where looking up is offered, and a yes is asked for where something was looked up; else nothing is offered any more."""
    exchange = work.case.exchange
    if is_withdrawable(work.case):
        if not (isinstance(work.top, AwaitAct) and work.top.act == UNFETCH):
            work.push(AwaitAct(UNFETCH, work.instance))
        work.emit(ConfirmAsked(UNFETCH, work.instance))
        return
    stack = tuple(one for one in work.case.stack if not _is_offer(one))
    work.case = replace(work.case, exchange=Exchange("declined"), stack=stack)
    work.emit(Notice("exchange.declined" if exchange is not None and exchange.state == "offered" else "exchange.never"))


def tell_known(work: Work, command: TellKnown) -> None:
    """Tells what counts of what was looked up; where nothing was, that."""
    case, view = work.case, work.view
    found = [Address.parse(key) for key, one in case.answers.items() if one.source in KNOWN_SOURCES]
    known = tuple(one for one in found if one is not None and view is not None and view.relevant(one) is True)
    if command.address is not None and command.address.key in case.answers:
        work.emit(KnownTold(known, command.address))
    else:
        work.emit(KnownTold(known) if known else Notice("known.nothing"))


def agree(work: Work) -> None:
    """The sources are asked, under a new key."""
    key = f"{work.case.id}:{work.case.seq}:facts"
    work.case = replace(work.case, exchange=Exchange("sought", key))
    work.emit(FactsSought(key))


def decline(work: Work) -> None:
    """Nothing is looked up; everything is asked."""
    work.case = replace(work.case, exchange=Exchange("declined"))
    work.emit(Notice("exchange.declined"))


def withdraw(work: Work) -> None:
    """What was looked up is gone, unless it was handed in: then it stays there. Answers of the applicant stay. Whoever keeps the consent is told."""
    case = work.case
    if not is_withdrawable(case) and (case.exchange is None or case.exchange.state == "declined"):
        return
    end_consent(work)
    stack = tuple(one for one in case.stack if not _is_offer(one))
    work.case = replace(case, exchange=Exchange("declined"), stack=stack)
    if is_held(case):
        work.emit(Notice("exchange.withdrawn.late"))
    else:
        gone = falling(case)
        work.case = without(replace(work.case, disputed={}, proofs={}), gone)
        work.emit(Notice("exchange.withdrawn", {"count": len(gone)}))


def end_consent(work: Work) -> None:
    """Whoever keeps the consents is told that the one for this scenario is over, where there is one."""
    case, view = work.case, work.view
    if _is_agreed(case) and view is not None:
        work.emit(ConsentEnded(f"{case.id}:{case.seq}:consent", view.release.scenario.title))


def is_withdrawable(case: Case) -> bool:
    """Whether something was looked up for the case, or may still be, by a yes that can be taken back.

    What was looked up for one scenario is still there after the applicant went on to another.
    """
    return _is_agreed(case) or bool(falling(case)) or (bool(case.proofs) and not is_held(case))


def _is_agreed(case: Case) -> bool:
    return case.exchange is not None and case.exchange.state in ("sought", "checking", "over")


def falling(case: Case) -> frozenset[str]:
    """The address keys of the answers that go when the consent goes; none once the application is handed in."""
    gone = (key for key, stored in case.answers.items() if _falls(stored))
    return frozenset() if is_held(case) else frozenset(gone)


def prefill(work: Work, report: Prefill) -> None:
    """Writes what the sources hold where nobody has answered, each with its source, marked as not yet looked at.

    What contradicts another source, or the applicant, is kept beside and asked. An answer to another question, or to one
    that is not open any more, changes nothing.
    """
    exchange, view = work.case.exchange, work.view
    if view is None or exchange is None or exchange.state != "sought" or exchange.key != report.key:
        return
    work.case = replace(work.case, exchange=Exchange("checking", exchange.key))
    if work.case.submission is not None:
        return
    work.case = replace(work.case, proofs=dict(report.proofs))
    lists = _opened(work, view, report)
    taken: dict[str, bool] = {}
    for address, candidates in _usable(work, view, report):
        if address.item is not None and address.fact.partition(".")[0] not in lists:
            continue
        sure = _take(work, view, address, candidates)
        if sure is not None:
            taken[address.key] = sure
    addresses = {key: one for key in taken if (one := Address.parse(key)) is not None}
    if taken:
        work.emit(Prefilled(tuple(addresses.values()), tuple(addresses[key] for key, sure in taken.items() if sure)))
    if report.troubles:
        work.emit(FactsMissed(report.troubles))


def _is_offer(frame: Frame) -> bool:
    return isinstance(frame, AwaitAct) and frame.act.startswith(FETCH)


def _falls(stored: Stored) -> bool:
    """Whether the answer goes when the consent goes: what an earlier application said stays once the applicant confirmed it."""
    return stored.source in KNOWN_SOURCES and not (stored.source == "earlier_case" and stored.confirmed)


def without(case: Case, gone: Collection[str]) -> Case:
    """The case without these answers, and without the items of lists of which nothing is left."""
    kept = {key: stored for key, stored in case.answers.items() if key not in gone}
    lists = {name: _shrunk(name, roster, gone, kept) for name, roster in case.lists.items()}
    return replace(
        case, answers=kept, lists=lists, order=tuple(key for key in case.order if key not in gone), asked=None
    )


def _shrunk(name: str, roster: Roster, gone: Collection[str], kept: dict[str, Stored]) -> Roster:
    """The list without the items of which all has gone."""

    def has(keys: Iterable[str], item: str) -> bool:
        return any(key.startswith(f"{name}[{item}].") for key in keys)

    items = tuple(item for item in roster.items if has(kept, item) or not has(gone, item))
    return roster if items == roster.items else replace(roster, items=items, complete=False)


def _usable(work: Work, view: View, report: Prefill) -> Iterator[tuple[Address, list[tuple[Known, Stored]]]]:
    """What may be written by itself, in the order in which it would be asked; of sources that say the same, the surest."""
    order = view.release.plan.order
    found = ((address, some) for key, some in report.values.items() if (address := Address.parse(key)) is not None)
    known = [
        (address, some)
        for address, some in found
        if is_known(work.position, address) and view.release.uses(address.fact)
    ]
    for address, some in sorted(known, key=lambda one: (order[one[0].fact], int(one[0].item or 0))):
        usable: list[tuple[Known, Stored]] = []
        for one in some:
            if work.case.means_another(one.about, one.of):
                continue
            stored = _stored(work, one)
            told = any(alike(stored, other) for _, other in usable)
            if not told and refuse(view, address, stored.value, stored.absence) is None:
                usable.append((one, stored))
        if usable:
            yield address, usable


def _stored(work: Work, one: Known) -> Stored:
    absence = Absence.NONE if one.absent else None
    told = work.stored(one.value, "", absence=absence, parts=dict(one.parts), origin=one.origin)
    return replace(
        told, source=one.source, confirmed=one.sure, title=one.title, as_of=one.as_of, about=one.about, of=one.of
    )


def _opened(work: Work, view: View, report: Prefill) -> frozenset[str]:
    """The lists that are filled: those of which nothing is there yet, with their items, complete."""
    filled: dict[str, Roster] = {}
    for name, items in report.lists.items():
        fact = view.release.facts.get(name)
        if fact is None or fact.kind != "list" or work.case.lists.get(name, Roster()).items:
            continue
        least, most = fact.limits.min_items or 0, fact.limits.max_items
        if least <= len(items) <= (most if most is not None else LIST_ITEMS) and view.release.uses(name):
            last = max((int(item) for item in items), default=0)
            filled[name] = Roster(tuple(items), last + 1, complete=True)
    work.case = replace(work.case, lists={**work.case.lists, **filled})
    return frozenset(filled)


def _take(work: Work, view: View, address: Address, candidates: list[tuple[Known, Stored]]) -> bool | None:
    """Writes the value, or keeps what contradicts. Whether it is sure; None where nothing was written."""
    key, own = address.key, work.case.answers.get(address.key)
    values = tuple(stored for _, stored in candidates)
    if own is not None or len(values) > 1:
        said = (own,) if own is not None else ()
        if own is None or not any(alike(own, one) for one in values):
            work.case = replace(work.case, disputed={**work.case.disputed, key: (*said, *values)})
        return None
    known, stored = candidates[0]
    if _contradicts_a_part(work, stored):
        return None
    after = replace(write(work.case, address, stored), order=work.case.order)
    if len(after.answers) > ANSWERS or refuse_in_context(view, after, address) is not None:
        return None
    work.case = after
    return known.sure


def _contradicts_a_part(work: Work, stored: Stored) -> bool:
    """Whether the applicant has said something else of a part of the address; which is right is asked."""
    said = {part: own for part in stored.parts if (own := work.case.answers.get(part)) is not None}
    apart = {part: (own, replace(stored, value=stored.parts[part], parts={})) for part, own in said.items()}
    disputed = {part: both for part, both in apart.items() if not alike(*both)}
    work.case = replace(work.case, disputed={**work.case.disputed, **disputed})
    return bool(disputed)
