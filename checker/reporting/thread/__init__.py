"""The page and data of one area through time."""
