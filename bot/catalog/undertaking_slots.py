"""What the program fills into the texts on undertakings (告知承诺, 容缺)."""

from __future__ import annotations

from typing import Final

from .slots import table

UNDERTAKING: Final = table(
    """
undertaking.term days
undertaking.only.promised label
undertaking.only.deferred label
undertaking.none_chosen
undertaking.none items
undertaking.nothing_to_upload
undertaking.why.already label
undertaking.why.not_needed label
undertaking.why.not_now label
undertaking.why.not_listed label
undertaking.unknown
undertaking.not_offered label
undertaking.other_text label
undertaking.promised label
undertaking.promised.until label until
undertaking.deferred.until label until
undertaking.back label
"""
)
