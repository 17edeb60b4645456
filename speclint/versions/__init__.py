"""What stood in documents before: their versions in git, and what is new against those and against a baseline."""
