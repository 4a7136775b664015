"""What all formats share: drafts of blocks become a document with headings, lists, tables and sentences."""
