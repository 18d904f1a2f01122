"""StudyGround: a study assistant that answers from the learner's own guide.

This room holds only what every other room needs: the tree of errors and the settings.
"""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The version, looked up only when it is asked for: reading package metadata takes a while."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("studyground")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0+unknown"
