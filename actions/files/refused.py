"""A file that cannot be taken, by a code; the words are the interface's."""

from __future__ import annotations

from ..apart import Told


class FileRefused(Told):
    """Nothing was kept or removed.

    Args:
        code: empty, too_large, too_many, wrong_kind, damaged, too_many_pixels, encrypted, active, too_many_pages, mixed,
            infected, unknown_material, not_uploadable, handed_in, closed, unknown_file, quarantined, too_costly.
        found: what was found, in the applicant's words or as a number; empty where the code says all.
        limit: what would be accepted.
    """

    def __init__(self, code: str, found: str = "", limit: str = "") -> None:
        super().__init__(code, found, limit)
        self.code = code
        self.found = found
        self.limit = limit
