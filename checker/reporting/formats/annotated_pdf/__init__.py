"""A copy of a PDF with its evidence highlighted, as an update behind its own bytes."""
