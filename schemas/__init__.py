"""The contracts of speclint, as JSON Schemas."""
