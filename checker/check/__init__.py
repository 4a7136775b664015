"""One document, or one rule's examples, from file to findings."""
