"""Daoban (导办): a guided-application assistant for government permits."""

__version__ = "0.1.0"
