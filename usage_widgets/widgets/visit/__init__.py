"""What keeps a page's address and its state the same."""
