"""What a document is about: its type, area, title, period and dates."""
