"""Figures of two periods, or of two groups, as tiles."""
