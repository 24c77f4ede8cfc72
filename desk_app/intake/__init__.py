"""Shops' order files become announcements. Pure: no store, no screen, no words but keys of the translations."""

from desk_app.intake.read import read_orders
from desk_app.intake.source import Progress, UnreadableFile
from desk_app.intake.values import Reading

__all__ = ["Progress", "Reading", "UnreadableFile", "read_orders"]
