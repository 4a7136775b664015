"""One module a file format; each gives a `Reading` to be assembled into a `Document`."""
