"""The usage table."""
