"""The quality card."""
