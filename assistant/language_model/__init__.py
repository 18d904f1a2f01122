"""A language model named by the learner writes here, held to the passages it was given; nothing of it is shown unchecked."""
