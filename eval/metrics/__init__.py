"""Definitions of measures: pure functions of one item or one list, with their sources; nothing here runs anything."""
