"""Odd inputs of every kind that the tool reads, each with what its users expect of it (``case.py`` says how)."""
