"""PDF files, by pdfium: characters to lines, lines to blocks, drawn lines to tables."""
