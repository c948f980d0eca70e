"""The reference registers (人口库、法人库、空间地理库、房产信息): asked for a stated purpose, and each question is written down.

Nothing is imported here: who only reads the invented data needs no server.
"""
