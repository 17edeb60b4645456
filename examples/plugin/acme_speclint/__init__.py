"""The house rules of ACME for the specs of AI features."""
