"""What kind of matter a text is about: opening something new, or changing, renewing, replacing, ending a permit."""

from __future__ import annotations

import re
from typing import Final

from .lexicon_reader import lexicon
from .templates import pattern

#: The matter of a text that names none.
USUAL: Final = "new"
_PATTERNS: Final = {
    matter: re.compile("|".join(pattern(template, {"some": r"[^,;。!?]{0,8}?"}) for template in templates))
    for matter, templates in lexicon("matters").items()
}
# 「不开奶茶店了，想开面馆」 opens a new one
_INSTEAD: Final = re.compile(r"(?:想|要|改|换|打算|准备)(?:开|做|办|卖|成)[^,;。!?]{1,12}$")


def matter_of(folded: str) -> str | None:
    """``new``, ``change``, ``renew``, ``reissue``, ``cancel`` or ``report``; None when the text names no matter."""
    for matter, expression in _PATTERNS.items():
        if expression.search(folded) is not None:
            return USUAL if matter == "cancel" and _INSTEAD.search(folded) is not None else matter
    return None
