"""What people decide about checks: kept for good in a file of its own, and laid over the checker's verdicts."""
