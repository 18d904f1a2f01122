"""How every piece of our own markup is put on the page, and how its events are handled."""

from typing import Any

AT_ONCE = 40
"""How many people are served at the same moment."""

PLAIN: dict[str, Any] = {"apply_default_css": False, "elem_classes": ["sg"]}
"""Our markup brings its own style."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""No overlay while a handler runs, and no public address for it."""

DIRECT: dict[str, Any] = {"queue": False, **QUIET}
"""For handlers that answer at once. Whatever a click asks for goes this way: what streams shares one connection, and its end
can swallow the reply to a click made in that moment."""

STREAMED: dict[str, Any] = {"concurrency_limit": AT_ONCE, **QUIET}
"""For handlers that answer bit by bit."""

TICK_S = 0.5
"""How often a tab looks how far the work is that goes on beside, while there is some."""

ACTS: dict[str, Any] = {"js_on_load": "studyground.bind(element, trigger)  // raises 'act'", **PLAIN}
"""A surface whose buttons, forms and selects raise the event `act`."""


def whole(value: Any, default: int, least: int = 0, most: int = 1 << 31) -> int:
    """A number as the page sent it, within bounds; the default where it is none."""
    try:
        return max(least, min(int(value), most))
    except (TypeError, ValueError, OverflowError):
        return default
