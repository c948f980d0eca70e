"""Invented licences are put into a library: again and again without a change, and never in production."""

from __future__ import annotations

from ..services import DEMO, LibraryServices
from .holders import read_holders


def put_in(services: LibraryServices) -> int:
    """The library holds the invented licences; gives how many are new. Raises BadHolders."""
    invented = read_holders(services.register)
    new = services.licences.take_all(DEMO, [one.order for one in invented])
    for one in invented:
        if one.ended is not None:
            services.licences.end(DEMO, str(one.order.identifier), *one.ended)
    return len(new)
