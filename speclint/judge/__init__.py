"""Judging: a spec and rule pages go in, findings come out."""
