"""From matches to verdicts, reasons and evidence. Knows no file formats."""
