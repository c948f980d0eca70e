"""The applicant store's tables. Columns named ``sealed`` hold whole documents, encrypted; times are UTC microseconds."""

from .audit import audit_trail
from .conversations import (
    consents,
    conversations,
    device_conversations,
    earlier_applications,
    erased,
    file_contents,
    files,
    former_tokens,
    handovers,
    key_checks,
    nights,
    outbox,
    ratings,
    search_marks,
    turns,
)
from .metadata import METADATA
from .sign_in import principals, sessions, sign_ins
from .staff import staff_tries
from .studio import drafts, misses, publications, releases, submissions
from .wechat import earlier_matters, followers, pushes

__all__ = [
    "METADATA",
    "audit_trail",
    "consents",
    "conversations",
    "device_conversations",
    "drafts",
    "earlier_applications",
    "earlier_matters",
    "erased",
    "file_contents",
    "files",
    "followers",
    "former_tokens",
    "handovers",
    "key_checks",
    "misses",
    "nights",
    "outbox",
    "principals",
    "publications",
    "pushes",
    "ratings",
    "releases",
    "search_marks",
    "sessions",
    "sign_ins",
    "staff_tries",
    "submissions",
    "turns",
]
