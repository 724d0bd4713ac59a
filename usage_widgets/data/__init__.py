"""The data room: the usage table, and the questions that `Usage` asks of it."""

SOURCE_VARIABLE = "USAGE_WIDGETS_SOURCE"
"""Names the source of whoever asks for none: a URL, a file, a folder or a pattern."""
