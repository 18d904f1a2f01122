"""Banks in other programs' formats: what comes in is checked like our own, what goes out carries its receipt."""
