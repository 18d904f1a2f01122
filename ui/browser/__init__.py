"""The browser app: pages over the same objects as the command line; nothing is decided here."""
