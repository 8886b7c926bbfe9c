"""How a run can end other than well; the state machine tells these apart by their class names."""


class BadMedia(Exception):
    """The source cannot become a video; the message is a sentence for its creator. Never retried."""


class OutOfTime(Exception):
    """The encode does not fit into one Lambda's fifteen minutes. Never retried."""


class Abandoned(Exception):
    """Nobody waits for this run any more: the video is gone, or has ended already. Never retried."""


class EncodeFailed(Exception):
    """FFmpeg ended with an error; the message is the end of its log. May pass, so it is retried."""
