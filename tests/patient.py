"""HTTP as tests use it: the requests of httpx, each waiting as long as a busy machine may take.

httpx gives up after five seconds, and a machine that runs two workers, their servers and their browsers at once has
needed longer for a PDF. No test asks how fast an answer comes, so waiting longer changes only who fails by accident.
"""

from __future__ import annotations

from functools import partial

import httpx

#: Seconds until a test gives up waiting, for an answer, for a page, for a process.
PATIENCE = 60

delete = partial(httpx.delete, timeout=PATIENCE)
get = partial(httpx.get, timeout=PATIENCE)
post = partial(httpx.post, timeout=PATIENCE)
request = partial(httpx.request, timeout=PATIENCE)
stream = partial(httpx.stream, timeout=PATIENCE)
Client = partial(httpx.Client, timeout=PATIENCE)
