"""Pages: a notebook of widgets, published."""
