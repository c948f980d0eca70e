"""Problems as RFC 9457 documents: what is wrong, where, and what would be accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import ORJSONResponse


class Problem(Exception):
    """A request that cannot be served.

    Args:
        code: stable name, the last part of ``type``. detail: Chinese, for whoever wrote the request.
        errors: pointer into the request body (``/query/…`` into its query) and what would be accepted there.
        more: further members of the document.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Sequence[tuple[str, str]] = (),
        headers: dict[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = headers
        self.more = dict(more or {})

    def response(self) -> ORJSONResponse:
        """The problem document."""
        body: dict[str, Any] = {
            "type": f"urn:daoban:problem:{self.code}",
            "title": self.code,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }
        if self.errors:
            body["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in self.errors]
            body["field"] = self.errors[0][0].lstrip("/")
        return ORJSONResponse(body, self.status, self.headers, media_type="application/problem+json")
