"""From guide files to an index on disk: read, clean, section, dedupe, chunk, embed, store; knows nothing of questions."""
