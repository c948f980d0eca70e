"""Logs without personal data: ID numbers and mobile numbers are cut to their last digits, whoever logs them."""

from __future__ import annotations

import logging

from actions.masking import scrub


class _Scrubbing(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record)).replace("\n", "\n  ")


def configure_logs(level: int = logging.INFO) -> None:
    """One handler for everything; lines of a record after the first are indented, so that nobody can forge one."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Scrubbing("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("daoban").setLevel(level)
