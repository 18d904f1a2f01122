"""Practice questions are written, checked, kept and exchanged here; an index and a blueprint come in."""
