"""Web pages: their main content as a reader sees it, accordions and tabs opened."""
