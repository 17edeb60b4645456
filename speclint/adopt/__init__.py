"""Taking speclint up: templates for new specs, and the files that a repository needs to run it."""
