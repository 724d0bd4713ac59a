"""Every string that a person reads, and how numbers are written."""
