"""What the interface answers because a test says so: the next call of a path, or every one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

#: An answer that a test asks for: a code, ``"lost"`` (it is done, and no answer comes back), a status and bytes, or a code and the words
#: that WeChat says beside it; 0: as it would be.
Planned = Union[int, str, "tuple[int, bytes]", "tuple[int, str]"]


@dataclass
class Plan:
    """``following``: for the next calls whose path begins so, each once; ``always``: for every call of exactly that path."""

    following: list[tuple[str, Planned]] = field(default_factory=list)
    always: dict[str, Planned] = field(default_factory=dict)

    def take(self, path: str) -> Planned:
        """What is planned for a call that is made now. What is planned once is spent then."""
        if path in self.always:
            return self.always[path]
        for place, (begins, answer) in enumerate(self.following):
            if path.startswith(begins):
                del self.following[place]
                return answer
        return 0
