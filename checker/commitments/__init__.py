"""What a document says will be done, by whom and by when, and what a later one tells of it."""
