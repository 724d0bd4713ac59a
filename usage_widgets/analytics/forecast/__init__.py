"""What comes next in a series of usage, and how far that can be trusted."""
