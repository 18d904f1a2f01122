"""A guide that is not in English is said to be so, and English full of names and code is not."""

from pathlib import Path

import pytest

from studyground.ingest.language import language_warning

DOCS = Path(__file__).parents[2] / "shared" / "docs"
ENGLISH = (
    "Water boils at a lower temperature on a mountain because the air presses less on its surface. A cook who wants "
    "soft beans therefore needs more time, or a pot whose lid holds the steam in. "
)
FOREIGN = {
    "French": "L'eau bout à une température plus basse en montagne parce que l'air appuie moins sur sa surface. Il "
    "faut donc plus de temps pour cuire les haricots, ou bien une marmite dont le couvercle retient la vapeur. ",
    "German": "Auf einem Berg kocht das Wasser bei niedrigerer Temperatur, weil die Luft weniger auf die Oberfläche "
    "drückt. Wer weiche Bohnen will, braucht deshalb mehr Zeit oder einen Topf, der den Dampf hält. ",
    "Russian": "В горах вода кипит при более низкой температуре, потому что воздух слабее давит на её поверхность. "
    "Поэтому фасоль приходится варить дольше или закрывать кастрюлю плотной крышкой. ",
    "Chinese": "在山上，水的沸点较低，因为空气对水面的压力较小。因此想把豆子煮软的人需要"
    "更多的时间，或者一个能留住蒸汽的锅。",
}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_another_language_is_named(language: str) -> None:
    warning = language_warning(FOREIGN[language] * 3)
    assert warning is not None
    assert language in warning
    assert "answers will be weaker" in warning


def test_english_has_no_warning() -> None:
    assert language_warning(ENGLISH * 3) is None
    assert language_warning("for i in range(10):\n    total += weights[i] * x_train[i]  # running sum\n" * 12) is None


def test_a_foreign_quotation_does_not_make_a_guide_foreign() -> None:
    assert language_warning(ENGLISH * 30 + FOREIGN["French"] * 2 + ENGLISH * 30) is None


def test_too_little_text_is_not_judged() -> None:
    assert language_warning("") is None
    assert language_warning("Bonjour, ça va ?") is None
    assert language_warning("12 | 34 | 56\n" * 400) is None


@pytest.mark.skipif(not DOCS.is_dir(), reason="the shared documents are not here")
def test_a_chinese_pdf_and_an_english_one() -> None:
    from pypdfium2 import PdfDocument

    def text(name: str) -> str:
        pdf = PdfDocument(DOCS / name)
        pages = [pdf[number].get_textpage().get_text_range() for number in range(min(5, len(pdf)))]
        pdf.close()
        return "\n".join(pages)

    warning = language_warning(text("hard_issue-71-duplicate-chars.pdf"))
    assert warning is not None
    assert "Chinese" in warning
    assert language_warning(text("guide_tyler.pdf")) is None
