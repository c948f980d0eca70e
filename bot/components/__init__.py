"""Thin Rasa graph components and the host that runs Rasa's agent in process. Rasa is imported nowhere else."""
