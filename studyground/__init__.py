"""StudyGround: a study assistant that answers from the learner's own guide.

This room holds only what every other room needs: the tree of errors and the settings.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("studyground")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0+unknown"
