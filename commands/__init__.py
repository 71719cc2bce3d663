"""The verbs of the command line, one module a group.

A verb is a value: its name, its help and arguments in both languages, and what it runs.
"""
