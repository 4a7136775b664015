"""Many documents at once: what is to be checked, the workers, the journal of results, the files written."""
