"""One module per file format; each turns one file into an `Extract` and knows nothing of the others."""
