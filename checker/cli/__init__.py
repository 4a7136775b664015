"""The command line: options, exit status, and all printing."""
