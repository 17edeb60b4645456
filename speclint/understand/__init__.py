"""Understand: a parsed document becomes a `Spec`, what it states of each AI feature."""
