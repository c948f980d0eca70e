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
# 「不开奶茶店了，想开面馆」 opens a new one; 「奶茶店要注销，然后开面馆」 ends one first
_INSTEAD: Final = re.compile(r"(?<!不)(?:想|要|改|换|打算|准备)(?:开|做|办|卖|成)(?!了)[^,;。!?]{1,12}$")
#: 「摊位转给我了」: who takes a shop over opens his own.
_TO_ME: Final = re.compile(r"(?:转让|盘|转|过|顶)给(?:了)?(?:我|咱|阿拉)")
_ENDS_FIRST: Final = re.compile(r"(?:要|想|打算|准备|先)(?:把|去)?[^,;。!?]{0,4}注销(?!了)[^,;。!?]{0,3}[,;。!?]")


def matter_of(folded: str) -> str | None:
    """``new``, ``change``, ``renew``, ``reissue``, ``cancel`` or ``report``; None when the text names no matter."""
    for matter, expression in _PATTERNS.items():
        if expression.search(folded) is not None:
            instead = _INSTEAD.search(folded) is not None and _ENDS_FIRST.search(folded) is None
            taken_over = matter == "change" and _TO_ME.search(folded) is not None
            return USUAL if (matter == "cancel" and instead) or taken_over else matter
    return None
