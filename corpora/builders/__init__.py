"""Turns the sources of the sample corpus into PDF, Word, HTML, Markdown and text files."""
