"""Which periods, or which groups, are set against each other."""
