"""The HTTP edge: the applicant's API, Rasa's REST channel, the page, health and metrics; the intake is mounted beside."""
