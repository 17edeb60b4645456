"""Configuration: files are found, read and validated, laid over each other, and become the settings of a document."""
