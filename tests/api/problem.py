"""What a problem document must be. Source: RFC 9457."""

from __future__ import annotations

import re
from typing import Any

import httpx

CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of an answer, which explains in Chinese what is wrong and, for a member, what may be there."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["type"] == f"urn:daoban:problem:{told['title']}"
    assert CHINESE.search(told["detail"])
    errors = told.get("errors", [])
    assert all(error["pointer"].startswith("/") and error["detail"] for error in errors)
    assert told.get("field") == (errors[0]["pointer"][1:] if errors else None)
    return told
