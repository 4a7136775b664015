"""Words about words: characters, dates, numbers in words. Knows no document."""
