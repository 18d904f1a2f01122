"""The gates a question must pass before it may enter a bank: one module each."""
