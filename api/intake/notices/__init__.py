"""Notices (文书) of an application as PDFs: the receipt, which is ours, and drafts of what only the bureau can issue.

    notice = Refused(matter, received, accepted, decided, grounds=(Ground("…", Basis("《…》第…条")),), remedies=Remedies(…))
    pdf = render(notice, printer)                              # or: await printer.ask("pdf", *page_of(notice))

``KINDS`` tells which event has which notice; README.md beside this file has the rest.
"""

from __future__ import annotations

from .acceptance import AcceptanceRefused, Accepted, CorrectionBegun, NotNeeded, Received
from .certificate import Certificate, credit_code, id_card, other
from .errors import NoticeInvalid
from .kinds import KINDS, Notice
from .parts import (
    Basis,
    Contact,
    Defect,
    Deferred,
    Ground,
    Material,
    Matter,
    Remedies,
    Term,
    Where,
    term_of,
    undated_term,
)
from .rendering import LONGEST_LIST, LONGEST_NOTICE, LONGEST_TEXT, MARK, page_of, render
from .review import Extended, Granted, Refused, SpecialBegun

__all__ = [
    "KINDS",
    "LONGEST_LIST",
    "LONGEST_NOTICE",
    "LONGEST_TEXT",
    "MARK",
    "AcceptanceRefused",
    "Accepted",
    "Basis",
    "Certificate",
    "Contact",
    "CorrectionBegun",
    "Defect",
    "Deferred",
    "Extended",
    "Granted",
    "Ground",
    "Material",
    "Matter",
    "NotNeeded",
    "Notice",
    "NoticeInvalid",
    "Received",
    "Refused",
    "Remedies",
    "SpecialBegun",
    "Term",
    "Where",
    "credit_code",
    "id_card",
    "other",
    "page_of",
    "render",
    "term_of",
    "undated_term",
]
