"""What printing needs of the machine, beside Python's packages: Pango with its parts, and a Chinese font.

``python -m api.printing.needs`` prints what is missing, as Debian names it.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import Final

#: Debian's package -> its library, as systems name it. Without the last one all is well but several times slower.
_LIBRARIES: Final = (
    ("libpango-1.0-0", ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    ("libpangoft2-1.0-0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")),
)
_QUICK: Final = ("libharfbuzz-subset0", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"))
#: The smallest font with all characters in daily use; Noto Sans CJK is taken where it is there.
_FONT: Final = "fonts-wqy-microhei"
_FIND_FONTS: Final = "fc-list"


def missing() -> tuple[str, ...]:
    """Debian's names of what is missing, without which nothing can be printed; empty when all is there."""
    absent = tuple(package for package, names in _LIBRARIES if not _loads(names))
    return absent if _has_chinese_font() else (*absent, _FONT)


def slowing() -> tuple[str, ...]:
    """Debian's names of what is missing, without which printing takes several times as long."""
    package, names = _QUICK
    return () if _loads(names) else (package,)


@cache
def _loads(names: Sequence[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


@cache
def _has_chinese_font() -> bool:
    """Pango's own package brings ``fc-list``; where it is not there, nobody can tell, and it is taken for so."""
    program = shutil.which(_FIND_FONTS)
    if program is None:
        return True
    found = subprocess.run([program, ":lang=zh-cn", "family"], capture_output=True, check=False)  # noqa: S603 - fixed
    return bool(found.stdout.strip())


if __name__ == "__main__":
    print(*missing(), *slowing())
