"""The hub's data, on SQLite or PostgreSQL. SQLAlchemy lives here and nowhere else.

Functions take a :data:`~desk_app.store.engine.Tx` first and return the frozen values of ``domain``;
what belongs together in one transaction is decided by ``counter``.
"""
