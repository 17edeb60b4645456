"""Mending documents: what a finding's fix changes in a text, and nothing else of it."""
