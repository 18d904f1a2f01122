"""How many questions of a batch ask for a figure: learners of any field want more than its numbers."""

ONE_IN = 4  # questions of a batch, wanted or written so far
AT_FIRST = 4  # in a batch that has hardly begun


def share_is_full(figures: int, questions: int, wanted: int) -> bool:
    """Whether no further question for a figure may come now.

    Args:
        figures: Those that there are.
        questions: All that there are.
        wanted: How many the batch is to have; 0 for as many as there are.
    """
    if not wanted:
        return False
    return figures >= max(1, wanted // ONE_IN) or figures >= max(AT_FIRST, -(-(questions + 1) // ONE_IN))
