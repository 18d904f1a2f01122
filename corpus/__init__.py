"""What ships: the study guide and the exam blueprints, and what reads a blueprint; imports from no other room."""

from pathlib import Path


def guide_folder() -> Path:
    """Where the guide that ships with the program lies, in a checkout and in an installed copy alike."""
    from importlib.resources import files

    return Path(str(files(__name__) / "guide"))
