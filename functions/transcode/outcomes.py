"""How a run can end other than well.

A refusal is an answer, not an accident: handlers return it as a value, the state machine never retries it,
and its message is a sentence for the video's creator. Every other exception may pass, and is retried.
"""


class Refused(Exception):
    """Base of the answers."""


class BadMedia(Refused):
    """The source cannot become a video."""


class OutOfTime(Refused):
    """The encode does not fit into one Lambda's fifteen minutes."""

    def __init__(self) -> None:
        super().__init__(
            "The video takes longer to encode than is possible at present. Try a shorter or smaller version."
        )


class OverBudget(Refused):
    """It would cost more than may be spent on encoding for one person in a day, ``alone`` or with others."""

    def __init__(self, alone: bool = False) -> None:
        super().__init__(
            "This video would cost more to encode than one person may spend in a day."
            if alone
            else "You have used up what may be spent on encoding your videos today. "
            "Please upload it again tomorrow."
        )


class Abandoned(Refused):
    """Nobody waits for this run any more: the video is gone, or has ended already."""

    def __init__(self) -> None:
        super().__init__("The video was deleted.")


class EncodeFailed(Exception):
    """FFmpeg ended with an error, or made something else than it was told; the message is for the log."""
