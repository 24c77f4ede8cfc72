"""Ground floor: the hub's rules and words. Knows no database, no screen and no file format."""
