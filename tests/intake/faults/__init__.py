"""Many applications through everything that can go wrong, on the way to intake and back: python -m tests.intake.faults."""
