"""Formulas of a guide as a reader sees them: "$H_0$" becomes H₀, and what cannot be written in a line is not asked."""

import re
from functools import lru_cache

_SIGNS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "~", "equiv": "≡", "propto": "∝",
    "times": "×", "cdot": "·", "pm": "±", "mp": "∓", "div": "÷", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "in": "∈", "notin": "∉",
    "subset": "⊂", "cup": "∪",
    "cap": "∩", "sum": "∑", "prod": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃", "neg": "¬", "lnot": "¬", "land": "∧", "lor": "∨",
    "mid": "|", "ll": "≪",
    "gg": "≫", "circ": "°", "degree": "°", "ldots": "…", "dots": "…", "cdots": "⋯", "prime": "′", "ell": "ℓ", "perp": "⊥",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "max": "max", "min": "min", "lim": "lim",
    "quad": " ", "qquad": " ", "left": "", "right": "", "displaystyle": "", "limits": "",
}  # fmt: skip
KEPT = 4096
LEAST_LETTERS = 2  # of a command that is one without dollars around it: "\\n" and "\\to" may be code or a path
_UP = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_DOWN = dict(zip("0123456789+-=()aeijnoruvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₙₒᵣᵤᵥₓ", strict=True))
_MARKS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
}
# Before a formula's second sign there is no space: "$5 a month and $7" is none.
_FORMULA = re.compile(
    r"\$\$(?P<block>[^$]+)\$\$|\\\((?P<round>.+?)\\\)|\\\[(?P<square>.+?)\\\]|"
    r"(?<![\\\w$])\$(?P<line>[^\s$](?:[^$]*[^\s$\\])?)\$(?![\w$])"
)
_GROUP = r"\{([^{}]*)\}"
_LEFT = re.compile(r"\\[A-Za-z]|[{}^_&\\]")
_BARE = re.compile(
    rf"\\(?:{'|'.join(sorted((one for one in _SIGNS if len(one) > LEAST_LETTERS), key=len, reverse=True))}|frac|sqrt)\b"
)


@lru_cache(maxsize=KEPT)
def readable(text: str) -> str | None:
    """A text with its formulas as signs; None where one has no form on a line.

    Args:
        text: Of the guide, or made from it.
    """
    if "$" not in text and "\\" not in text:
        return text
    if any(_LEFT.search(_signs(_inside(match))) for match in _FORMULA.finditer(text)):
        return None
    shown = with_signs(text)
    return None if _BARE.search(shown) else shown


def with_signs(text: str) -> str:
    """A text with those of its formulas as signs that have a form on a line."""

    def written(match: re.Match[str]) -> str:
        shown = _signs(_inside(match))
        return match[0] if _LEFT.search(shown) else shown

    return _FORMULA.sub(written, text) if "$" in text or "\\" in text else text


def _inside(formula: re.Match[str]) -> str:
    return next(part for part in formula.groups() if part is not None)


def _signs(formula: str) -> str:
    """A formula in signs; what is left of its markup shows that it could not be written."""
    text = formula
    for _ in range(4):  # the innermost first
        text = re.sub(
            rf"\\(?:text|mathrm|mathbf|mathit|mathcal|mathbb|operatorname|boldsymbol)\s*{_GROUP}", r"\1", text
        )
        text = re.sub(r"\\(hat|widehat|bar|overline|tilde|dot)\s*(?:\{(\w)\}|(\w))", _marked, text)
        text = re.sub(rf"\\[dt]?frac\s*{_GROUP}\s*{_GROUP}", lambda m: f"{_part(m[1])}/{_part(m[2])}", text)
        text = re.sub(rf"\\sqrt\s*{_GROUP}", lambda m: f"√{_part(m[1])}", text)
        text = re.sub(rf"\^(?:{_GROUP}|(\w))", lambda m: _raised(m, _UP), text)
        text = re.sub(rf"_(?:{_GROUP}|(\w))", lambda m: _raised(m, _DOWN), text)
        text = re.sub(r"\\([A-Za-z]+)", lambda m: _SIGNS.get(m[1], m[0]), text)
    return " ".join(re.sub(r"\\[,;:! ]", " ", text).replace("\\%", "%").split())


def _marked(match: re.Match[str]) -> str:
    return f"{match[2] or match[3]}{_MARKS[match[1]]}"


def _part(text: str) -> str:
    plain = text.strip()
    return plain if re.fullmatch(r"√?\w+", plain) else f"({plain})"


def _raised(match: re.Match[str], signs: dict[str, str]) -> str:
    """An exponent or index in small signs, where each of its letters has one."""
    inside = match[1] if match[1] is not None else match[2]
    return "".join(signs[letter] for letter in inside) if inside and all(one in signs for one in inside) else match[0]
