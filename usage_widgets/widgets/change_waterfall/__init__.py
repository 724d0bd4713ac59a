"""The change explained, as a waterfall."""
