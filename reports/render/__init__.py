"""Writers of a ReportDocument: HTML and PDF now, Word and Excel later."""
