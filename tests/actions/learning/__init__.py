"""Learning from use."""
