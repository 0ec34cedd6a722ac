"""Breaks the running product on purpose and holds what it acknowledged against what it stored."""
