"""Finding concepts in sentences. Knows no verdicts."""
