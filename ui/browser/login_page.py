"""The page where a user gives name and password, before anything else is served."""

from studyground.ui.browser.markup import esc


def login_page(problem: str = "", name: str = "") -> str:
    """The whole page.

    Args:
        problem: Why the last try failed, or "".
        name: What was typed as the name.
    """
    said = f'<p class="sg-problem" role="alert">{esc(problem)}</p>' if problem else ""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>StudyGround</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/studyground/assets/colours.css"><link rel="stylesheet" href="/studyground/assets/login.css">
<script src="/studyground/assets/scheme.js"></script></head>
<body><main class="sg-login"><h1>StudyGround</h1><form method="post" action="/studyground/login">{said}
<label>Name <input name="name" autocomplete="username" required maxlength="64" value="{esc(name)}" autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required maxlength="1024"></label>
<button type="submit">Log in</button></form></main></body></html>"""
