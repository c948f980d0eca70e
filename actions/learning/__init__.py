"""Learning from use: what was not understood and where people leave, told to authors without personal data, and mended."""

from __future__ import annotations
