"""What a counter's copy holds beside its hub's tables: how far it has followed, what the counter did alone.

These tables stay as they are when the hub's are made anew for a newer program: what waits in them must not be lost.
"""

from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, Text

from desk_app.store.columns import UtcTime

metadata = MetaData()

seen = Table(  # the end of each counter's chain, as far as the copy has followed it
    "copy_seen",
    metadata,
    Column("counter", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)

fact = Table(  # hub_id, schema, as_of and since (ISO, UTC), wipe, taking
    "copy_fact",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

deed = Table(  # what this counter did: what waits is replayed at the server, what is done can be given back to one
    "copy_deed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # in the order in which it was done
    Column("nonce", String, nullable=False, unique=True),
    Column("state", String, nullable=False, index=True),  # domain.deeds.DeedState
    Column("at", UtcTime, nullable=False),
    Column("counter", String, nullable=False),
    Column("clerk", String, nullable=False),
    Column("clerk_id", String, nullable=False),
    Column("is_manager", Boolean, nullable=False),
    Column("call", String, nullable=False),  # the function of counter/, as counter.later knows it
    Column("arguments", Text, nullable=False),  # JSON
    Column("drawn", Text, nullable=False),  # JSON: the keys that were made, so that they are made again
    Column("verdict", String, nullable=False),
)
