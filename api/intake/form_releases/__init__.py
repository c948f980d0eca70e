"""Revisions of the table of releases that an intake alone keeps."""
