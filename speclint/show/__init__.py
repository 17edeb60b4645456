"""Turn specs and findings into text for people and into JSON for programs."""
