"""List numbers in digits, letters and Roman numerals."""

_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = "m cm d cd c xc l xl x ix v iv i"


def numeral(number: int, style: str) -> str:
    """A list number as it is shown: `style` is "1", "a", "A", "i" or "I" as in HTML."""
    if style in ("a", "A") and 0 < number <= 26 * 26:
        first, last = divmod(number - 1, 26)
        letters = (chr(96 + first) if first else "") + chr(97 + last)
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number < 4000:
        roman, rest = "", number
        for value, sign in zip(_ROMAN_VALUES, _ROMAN_SIGNS.split(), strict=True):
            roman += sign * (rest // value)
            rest %= value
        return roman if style == "i" else roman.upper()
    return str(number)
