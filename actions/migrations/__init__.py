"""How the applicant store's tables came to be; ``env.py`` runs any set of revisions on a connection it is given."""
