"""Showing what a check found. Recomputes nothing."""
