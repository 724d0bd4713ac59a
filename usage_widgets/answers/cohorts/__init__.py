"""Cohorts with their words: who came back, how often, and what of that is known."""
