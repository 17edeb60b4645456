"""Two versions of a spec side by side: which features changed, and what that does to what they promise."""
