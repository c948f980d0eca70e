"""What takes files, put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from actions.apart import Apart, Limits
from actions.files.examination import Examination
from actions.files.limits import FileLimits
from actions.files.scanning import Scanning
from actions.files.uploads import Uploads
from actions.gateways.clamav import ClamAV
from actions.opening import Core

#: A picture of sixty million pixels is unpacked in half a gigabyte and painted in a few seconds.
_EXAMINING: Final = Limits(seconds=30, memory=2 * 1024**3, waiting=12, idle=600)


@dataclass(frozen=True, slots=True)
class Files:
    """Everything that has to do with files."""

    uploads: Uploads
    scanning: Scanning
    examiner: Apart


def open_files(core: Core) -> Files:
    """Files as the settings want them. Raises BadScannerAddress."""
    settings = core.settings
    limits = FileLimits(settings.file_megabytes * 1024 * 1024, settings.files, settings.pdf_pages)
    scan = ClamAV(settings.clamav) if settings.clamav is not None else None
    examiner = Apart(partial(Examination, limits), _EXAMINING)
    return Files(Uploads(core.conversations, core.shelf, examiner, scan, limits), Scanning(core.shelf, scan), examiner)
