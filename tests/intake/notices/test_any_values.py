"""Whatever the values are within the bounds: the notice is made, every page is marked, and every value can be read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.local_time import ZONE
from api.intake.clock import Reason
from api.intake.notices import (
    KINDS,
    AcceptanceRefused,
    Accepted,
    Basis,
    Certificate,
    Contact,
    CorrectionBegun,
    Defect,
    Deferred,
    Extended,
    Granted,
    Ground,
    Material,
    Matter,
    Notice,
    NotNeeded,
    Received,
    Refused,
    Remedies,
    SpecialBegun,
    Term,
    Where,
    page_of,
)
from api.printing.printer import Printer
from tests.api.paper import bare

from .test_paper import check_paper

#: What a font of daily use has, with all that markup is made of.
LETTERS: Final = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), st.characters(min_codepoint=0x21, max_codepoint=0x7E),
    st.sampled_from("，。、；：？！“”‘’（）《》【】〔〕—…·％０９ＡＺ"),
)  # fmt: skip
TEXT: Final = st.text(LETTERS, min_size=1, max_size=30)
LINES: Final = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
MAYBE: Final = st.none() | TEXT
DAY: Final = st.dates(date(2024, 1, 1), date(2030, 12, 31))
BASIS: Final = st.builds(Basis, TEXT, st.booleans())
MATTER: Final = st.builds(
    Matter, st.text(LETTERS, min_size=1, max_size=40), TEXT, st.none() | st.builds(Certificate, TEXT, TEXT.map("*".__add__)),
    TEXT, MAYBE, TEXT, MAYBE, st.none() | st.builds(Contact, MAYBE, MAYBE, MAYBE, st.booleans()), st.none() | DAY,
)  # fmt: skip
MATERIALS: Final = st.lists(st.builds(Material, TEXT, MAYBE), max_size=4).map(tuple)
GROUNDS: Final = st.lists(st.builds(Ground, LINES, BASIS), min_size=1, max_size=3).map(tuple)
BASES: Final = st.lists(BASIS, max_size=2).map(tuple)
DOUBTS: Final = st.lists(TEXT, max_size=2).map(tuple)
REMEDIES: Final = st.builds(Remedies, MAYBE, MAYBE, MAYBE, st.booleans())
DEFECTS: Final = st.lists(
    st.builds(Defect, st.sampled_from(Where), TEXT, LINES, MAYBE, st.none() | BASIS), min_size=1, max_size=5
).map(tuple)
#: In the closed list of the permit law's 第四十五条.
SPECIAL: Final = [one for one in Reason if one.name not in ("correction", "publication")]


@st.composite
def term(draw: st.DrawFn, longer_than: date | None = None) -> Term:
    """A limit; one that ends after the day, where one is given."""
    since = longer_than or draw(DAY)
    last = since + timedelta(days=draw(st.integers(1, 90)))
    return Term(since, draw(TEXT), draw(st.integers(0, 90)), draw(TEXT), last, draw(BASIS), draw(DOUBTS))


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    """Any of the kinds, its days in order."""
    matter, days = draw(MATTER), sorted(draw(st.tuples(DAY, DAY, DAY, DAY)))
    first, second, third, fourth = days
    limit = draw(st.none() | term())
    kind = draw(st.sampled_from(sorted(set(KINDS.values()), key=str)))
    if kind is Received:
        moment = datetime(first.year, first.month, first.day, draw(st.integers(0, 23)), 7, tzinfo=ZONE)
        return Received(matter, moment, draw(MATERIALS), limit, draw(st.booleans()))
    if kind is CorrectionBegun:
        until = draw(st.none() | st.just(second))
        return CorrectionBegun(matter, first, draw(DEFECTS), until, draw(st.none() | BASIS), draw(MATERIALS))
    if kind is Accepted:
        silent = draw(st.booleans())
        promised = draw(st.none() | term())
        return Accepted(matter, first, first if silent else second, limit, promised, draw(MATERIALS), silent)
    if kind is AcceptanceRefused:
        return AcceptanceRefused(matter, first, draw(GROUNDS), draw(MAYBE), draw(REMEDIES))
    if kind is NotNeeded:
        return NotNeeded(matter, first, draw(GROUNDS), draw(REMEDIES))
    if kind is Granted:
        deferred = draw(st.lists(st.builds(Deferred, TEXT, DAY), max_size=2).map(tuple))
        content = draw(st.lists(TEXT, max_size=3).map(tuple))
        valid = draw(st.sampled_from([(None, None), (third, None), (None, fourth), (third, fourth)]))
        own = (draw(TEXT), draw(MAYBE), *valid, content, draw(BASES), limit, deferred)
        return Granted(matter, first, second, third, *own)
    if kind is Refused:
        return Refused(matter, first, second, third, draw(GROUNDS), draw(REMEDIES))
    if kind is Extended:
        before = draw(term())
        after = draw(term(before.last))
        return Extended(
            matter, first, second, before, after, draw(st.integers(1, 15)), draw(LINES), draw(st.booleans())
        )
    left = draw(st.none() | st.integers(0, 60))
    own = (draw(MAYBE), draw(st.none() | st.just(third)), left, draw(TEXT), draw(BASES), draw(DOUBTS))
    return SpecialBegun(matter, first, second, draw(st.sampled_from(SPECIAL)), *own)


def unprinted(part: Any) -> set[str]:
    """Fields that have no place on paper, by what the dataclasses say of them."""
    if isinstance(part, Received):
        return {"matter.number", "matter.dated"}
    return {"unit"} if isinstance(part, SpecialBegun) and part.left is None else set()


def values(part: Any, left_out: set[str], path: str = "") -> Iterator[str]:
    """Every value of a notice, as paper tells it."""
    if is_dataclass(part):
        for one in fields(part):
            place = f"{path}{one.name}"
            if place not in left_out:
                yield from values(getattr(part, one.name), left_out, f"{place}.")
    elif isinstance(part, tuple):
        for one in part:
            yield from values(one, left_out, path)
    elif isinstance(part, (Where, Reason)):
        yield part.value
    elif isinstance(part, datetime):
        yield f"{part.year}年{part.month}月{part.day}日{part.hour}时{part.minute:02}分"
    elif isinstance(part, date):
        yield f"{part.year}年{part.month}月{part.day}日"
    elif isinstance(part, str):
        yield from part.split("\n")
    elif isinstance(part, int) and not isinstance(part, bool):
        yield str(part)


def body(page: str, number: int, of: int, notice: Notice) -> str:
    """The page without what stands above and below its text."""
    mark = page_of(notice)[1]["mark"]
    foot = f"{mark}第{number}页共{of}页{'草稿' if notice.draft else ''}"
    assert page.endswith(foot)
    return page.removesuffix(foot)


PRINTER: Final = Printer()


@given(notices())
@settings(max_examples=60)
def test_every_value_can_be_read(notice: Notice) -> None:
    pdf = PRINTER.pdf(*page_of(notice))
    paper = check_paper(pdf, notice)
    text = "".join(body(page, number, len(paper), notice) for number, page in enumerate(paper, 1))
    for value in values(notice, unprinted(notice)):
        assert bare(value) in text
