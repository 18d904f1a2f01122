"""How many questions of a batch ask for a figure or for somebody's name: learners of any field want more than these."""

ONE_IN = 4  # questions of a batch, wanted or written so far
WHO_ONE_IN = 3  # the same of questions for who did something
DEED_ONE_IN = 3  # and of those for what a term does, until nothing else is left
ONE_IN_LAST = 2  # of those written, once nothing else is left to ask
AT_FIRST = 4  # in a batch that has hardly begun


def share_is_full(taken: int, questions: int, wanted: int, *, one_in: int = ONE_IN, last: bool = False) -> bool:
    """Whether no further question of a kind may come now.

    Args:
        taken: Those of the kind that there are.
        questions: All that there are.
        wanted: How many the batch is to have; 0 for as many as there are.
        one_in: Of so many questions one is of the kind.
        last: Whether the guide has nothing else left.
    """
    if not wanted:
        return False
    so_far = -(-(questions + 1) // (ONE_IN_LAST if last else one_in))
    return taken >= max(1, wanted // one_in) or taken >= max(AT_FIRST, so_far)
