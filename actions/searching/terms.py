"""By what a case is found: the numbers of its receipt, and names, credit codes and phone numbers among its answers. Pure.

Which answers those are follows from the kinds of their facts. Names in lists (staff, suppliers) find nothing: a clerk looks for
an applicant, and not for everybody who ever worked somewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from bot.engine import Address, Case, Release

NAME: Final = "name"
CODE: Final = "code"
PHONE: Final = "phone"
RECEIPT: Final = "receipt"

#: Kind of a fact -> what its values are looked for as.
_OF_KIND: Final[Mapping[str, str]] = {
    "person_name": NAME, "company_name": NAME, "uscc": CODE, "mobile": PHONE, "phone": PHONE,
}  # fmt: skip
#: Dots between the parts of a name, as they are after NFKC (「阿不都·热合曼」); people type any of them, or none.
_DOTS: Final = frozenset("·•‧∙⋅・.。˙●‐")
_BETWEEN: Final = re.compile(r"[\s\-_/()+]+")
_CODED: Final = re.compile(r"[0-9A-Z]{6,64}")
#: A mobile's eleven digits with the country's prefix before them.
_ABROAD: Final = re.compile(r"(?:00)?86(1[3-9][0-9]{9})")
_DIALLED: Final = re.compile(r"[0-9]{7,20}")


class Term(NamedTuple):
    """A value as it is compared, and what it is looked for as."""

    kind: str
    value: str


def kinds_of(releases: Iterable[Release]) -> dict[str, str]:
    """Fact -> what its values are looked for as; of all facts outside lists whose kind is one of those."""
    return {
        name: _OF_KIND[fact.kind]
        for release in releases
        for name, fact in release.facts.items()
        if fact.kind in _OF_KIND and name not in release.plan.list_of
    }


def case_terms(case: Case, kinds: Mapping[str, str]) -> frozenset[Term]:
    """Everything by which the case is found. ``kinds``: as ``kinds_of`` gives them."""
    return frozenset((*_receipts(case), *_answers(case, kinds)))


def asked_terms(words: str) -> frozenset[Term]:
    """All that the words of a clerk may mean; empty where nothing is ever found by them."""
    return frozenset(Term(kind, value) for kind, read in _READERS.items() if (value := read(words)))


def _receipts(case: Case) -> Iterator[Term]:
    for number in case.submission.references.values() if case.submission is not None else ():
        if value := _coded(number):
            yield Term(RECEIPT, value)


def _answers(case: Case, kinds: Mapping[str, str]) -> Iterator[Term]:
    for key, stored in case.answers.items():
        address = Address.parse(key)
        kind = kinds.get(address.fact) if address is not None and address.item is None else None
        if kind is not None and isinstance(stored.value, str) and (value := _READERS[kind](stored.value)):
            yield Term(kind, value)


def _named(words: str) -> str:
    """A name without width, case, blanks and dots; empty where fewer than two characters are left."""
    found = unicodedata.normalize("NFKC", words).casefold()
    kept = "".join(one for one in found if one not in _DOTS and unicodedata.category(one)[0] not in "ZC")
    return kept if len(kept) > 1 else ""


def _coded(words: str) -> str:
    """A credit code or number of a receipt, in capitals without what stands between its parts; empty where it is none."""
    found = _BETWEEN.sub("", unicodedata.normalize("NFKC", words)).upper()
    return found if _CODED.fullmatch(found) else ""


def _dialled(words: str) -> str:
    """A phone number's digits, a mobile's without the country's; empty where it is none."""
    found = _BETWEEN.sub("", unicodedata.normalize("NFKC", words))
    abroad = _ABROAD.fullmatch(found)
    found = abroad.group(1) if abroad is not None else found
    return found if _DIALLED.fullmatch(found) else ""


_READERS: Final[Mapping[str, Callable[[str], str]]] = {NAME: _named, CODE: _coded, PHONE: _dialled, RECEIPT: _coded}
#: As many terms as words of a clerk can have at most.
MOST: Final = len(_READERS)
