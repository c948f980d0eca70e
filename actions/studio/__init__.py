"""Where scenario authors write, try and release: drafts, live checks, rehearsals, decisions by two people, publication."""
