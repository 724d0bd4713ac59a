"""The filters of a page."""
