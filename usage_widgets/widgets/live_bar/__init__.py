"""How old a page's data are, and what keeps them from growing older."""
