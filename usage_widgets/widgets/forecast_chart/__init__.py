"""The forecast chart."""
