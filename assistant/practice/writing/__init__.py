"""Questions are written from the guide alone: facts mined from its sentences, told as situations with options."""
