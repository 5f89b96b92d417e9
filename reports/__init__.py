"""Reports: facts frozen, composed into a document, printed."""
