"""Imports gradio once, with what it would tell others switched off and the warnings of its import kept to itself."""

import os
import sys
import tempfile
import warnings


def import_gradio() -> None:
    """Import gradio for this process; call this before anything else does.

    Its analytics, its look-up of newer versions and its cache in a place that others can read are switched off by the
    environment, which it reads when it is imported. Deprecation warnings of its own dependencies are no concern of ours:
    they are not shown, for the time of the import only.
    """
    if "gradio" in sys.modules:
        return
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    os.environ["GRADIO_SHARE"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="studyground-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import gradio  # noqa: F401
