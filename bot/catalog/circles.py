"""Whether something comes back to itself by what it needs."""

from __future__ import annotations

from collections.abc import Mapping, Set


def circle(start: str, needs: Mapping[str, Set[str]]) -> list[str]:
    """A way from ``start`` back to it, or an empty list."""
    path = [start]
    seen = {start}
    stack = [iter(sorted(needs.get(start, ())))]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
            path.pop()
        elif step == start:
            return path
        elif step not in seen:
            seen.add(step)
            path.append(step)
            stack.append(iter(sorted(needs.get(step, ()))))
    return []
