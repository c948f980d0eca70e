"""Measures understanding on the held-out utterances: ``python -m tests.nlu.measuring``."""
