"""The reference e-licence library (电子证照库): it can be mounted beside the intake or run by itself, and a city's own takes its place.

Nothing is imported here: who only reads identifiers needs no server.
"""
