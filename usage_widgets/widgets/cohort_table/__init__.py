"""Who came when, and who stayed."""
