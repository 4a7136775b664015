"""A rules-based compliance checker for safeguarding arrangements, yearly reports and inspections."""

__version__ = "0.1.0"
