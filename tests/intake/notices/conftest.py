"""The printer, in this process: what it makes is looked at here; that it lives apart is tested with the applicant's API."""

from __future__ import annotations

import pytest

from api.intake.notices import page_of
from api.printing.printer import Printer

from .samples import Print


@pytest.fixture(scope="session")
def pdf_of() -> Print:
    """A notice as its PDF."""
    printer = Printer()
    return lambda notice: printer.pdf(*page_of(notice))
