"""Cases found by what is said at the counter."""
