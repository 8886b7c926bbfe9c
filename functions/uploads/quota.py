"""How much one person may upload within a day."""

from footlight import limits
from footlight.errors import TooManyRequests
from footlight.settings import settings

DAY = 24 * 3600
UPLOADS_PER_DAY = 50
BYTES_PER_DAY = 200 * 1024**3


def spend(user_id: str, size: int) -> None:
    """Count one upload of ``size`` bytes.

    Raises TooManyRequests ``quota_exceeded``, having counted nothing.
    """
    count = settings().integer("uploads_per_day", UPLOADS_PER_DAY)
    volume = settings().integer("upload_bytes_per_day", BYTES_PER_DAY)
    limits.spend(
        f"upload-count:{user_id}",
        count,
        DAY,
        detail=f"You can begin {count} uploads a day. Please go on tomorrow.",
        code="quota_exceeded",
    )
    try:
        limits.spend(
            f"upload-bytes:{user_id}",
            volume,
            DAY,
            size,
            detail=f"You can upload {volume / 1024**3:.3g} GiB a day. Please go on tomorrow.",
            code="quota_exceeded",
        )
    except TooManyRequests:
        limits.give_back(f"upload-count:{user_id}", DAY)
        raise
