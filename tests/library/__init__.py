"""The reference e-licence library."""
