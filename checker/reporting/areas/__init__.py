"""The files of a comparison of many documents."""
