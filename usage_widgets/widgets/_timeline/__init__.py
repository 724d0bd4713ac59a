"""What the widgets over time have in common."""
