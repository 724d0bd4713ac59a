"""What changed from one period to another, or differs from one group to another."""
