"""The drill chart."""
