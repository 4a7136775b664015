"""Reading: from a file to an immutable `Document`. Knows no rules."""
