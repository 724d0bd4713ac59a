"""The data room: the usage table, and the questions that `Usage` asks of it."""
