"""Signing in by identity providers: who they are is configuration, and what they say is checked here."""

from .attempts import Attempt, Attempts
from .failing import SignInFailed
from .provider import Provider
from .reading import BadProviders, read_providers
from .signing_in import SigningIn

__all__ = ["Attempt", "Attempts", "BadProviders", "Provider", "SignInFailed", "SigningIn", "read_providers"]
