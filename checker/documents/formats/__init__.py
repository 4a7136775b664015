"""One module a file format; each gives a `Reading` to be assembled into a `Document`."""

# What the names of documents that are read may end in. The content decides how one is read, never its name.
SUFFIXES = frozenset(".pdf .docx .html .htm .xhtml .md .markdown .txt .eml .mht .mhtml".split())
# Of documents whose error says how to save them so that they can be read.
TO_SAVE_ANEW = frozenset(".doc .rtf .odt".split())
