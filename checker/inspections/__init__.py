"""Inspection reports: the facts they print and what inspectors found."""
