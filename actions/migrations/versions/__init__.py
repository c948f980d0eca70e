"""Revisions of the applicant store. A published one is never changed."""
