"""How the app looks: gradio's theme variables set to our palette, and the head of the page with our style and script."""

from importlib.resources import files
from typing import Any

HEAD = (
    '<link rel="stylesheet" href="/studyground/assets/colours.css">'
    '<link rel="stylesheet" href="/studyground/assets/app.css">'
    '<link rel="preload" as="font" type="font/woff2" crossorigin href="/studyground/assets/fonts/inter-latin.woff2">'
    '<script src="/studyground/assets/scheme.js"></script>'
    '<script src="/studyground/assets/app.js"></script>'
)
_FONT = ("StudyGround Inter", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "DejaVu Sans Mono", "monospace")


def assets_folder() -> str:
    """Where style, script and fonts are."""
    return str(files("studyground.ui.browser") / "assets")


def theme() -> Any:
    """A gradio theme that fetches nothing: its colours are the variables of `colours.css`, light and dark alike."""
    import gradio as gr

    made = gr.themes.Base(
        font=[gr.themes.Font(name) for name in _FONT], font_mono=[gr.themes.Font(name) for name in _MONO]
    )
    colours = {
        "body_background_fill": "ground",
        "body_text_color": "text",
        "body_text_color_subdued": "muted",
        "background_fill_primary": "surface",
        "background_fill_secondary": "sunken",
        "block_background_fill": "surface",
        "block_border_color": "line",
        "block_label_background_fill": "surface",
        "block_label_text_color": "muted",
        "block_title_text_color": "text",
        "block_info_text_color": "muted",
        "border_color_primary": "line",
        "border_color_accent": "accent",
        "color_accent_soft": "accent-weak",
        "link_text_color": "accent",
        "input_background_fill": "surface",
        "input_background_fill_focus": "surface",
        "input_border_color": "line-strong",
        "input_border_color_focus": "accent",
        "input_placeholder_color": "muted",
        "button_primary_background_fill": "accent",
        "button_primary_background_fill_hover": "accent-strong",
        "button_primary_text_color": "on-accent",
        "button_primary_border_color": "accent",
        "button_secondary_background_fill": "surface",
        "button_secondary_background_fill_hover": "sunken",
        "button_secondary_text_color": "text",
        "button_secondary_border_color": "line-strong",
        "checkbox_background_color": "surface",
        "checkbox_background_color_selected": "accent",
        "checkbox_border_color": "line-strong",
        "checkbox_label_background_fill": "surface",
        "checkbox_label_text_color": "text",
        "slider_color": "accent",
        "panel_background_fill": "ground",
        "table_text_color": "text",
    }
    values: dict[str, Any] = {"color_accent": "var(--sg-accent)"}
    for name, colour in colours.items():
        values[name] = values[f"{name}_dark"] = f"var(--sg-{colour})"
    return made.set(
        **values,
        block_shadow="none",
        block_shadow_dark="none",
        block_border_width="0px",
        block_border_width_dark="0px",
        block_radius="10px",
        input_radius="8px",
        input_shadow="none",
        input_shadow_dark="none",
        button_large_radius="8px",
        button_medium_radius="8px",
        button_small_radius="8px",
        input_border_width="1px",
        input_border_width_dark="1px",
    )
