"""Invented licences are put into a library: again and again without a change, and never in production."""

from __future__ import annotations

from typing import Final

from ..services import LibraryServices
from .holders import read_holders

#: Who has issued what is invented; no key is this client's.
CLIENT: Final = "demo"


def put_in(services: LibraryServices) -> int:
    """The library holds the invented licences; gives how many are new. Raises BadHolders."""
    invented = read_holders(services.register)
    new = services.licences.take_all(CLIENT, [one.order for one in invented])
    for one in invented:
        if one.ended is not None:
            services.licences.end(CLIENT, str(one.order.identifier), *one.ended)
    return len(new)
