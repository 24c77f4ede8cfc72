"""Widgets of the counter. They know the theme and plain values, never the database."""
