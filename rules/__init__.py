"""The knowledge of speclint: one Markdown page a rule, dimensions and vocabularies as data."""
