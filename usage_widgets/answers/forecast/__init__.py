"""Forecasts with their words: what is expected, how far to trust it, and why."""
