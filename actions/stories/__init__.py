"""Authors' stories: conversations and situations that prove a scenario, what they cover, and what they would not notice."""

from __future__ import annotations

from .failure import Failure
from .playing import run_stories, run_story, stories_of

__all__ = ["Failure", "run_stories", "run_story", "stories_of"]
