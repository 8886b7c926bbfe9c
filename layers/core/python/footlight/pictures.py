"""Pictures from strangers: read safely or refused, and given on as pixels alone."""

from __future__ import annotations

import base64
import binascii
import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from footlight.errors import Invalid, TooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 700_000
# The same in base64: it still fits into a request's body (footlight/http.py).
MOST_TEXT = 4 * (MOST_BYTES // 3 + 1)
# What decodes into about 100 MB, however small the file: past any photo that fits into 700 kB.
MOST_PIXELS = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
# What Pillow's decoders raise for crafted or broken files.
BROKEN = (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError, EOFError)


def decode(text: str) -> bytes:
    """The bytes of base64 ``text``. Raises Invalid, and TooLarge beyond ``MOST_BYTES``."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise unusable("This is not base64.") from None
    if len(content) > MOST_BYTES:
        raise TooLarge(f"A picture may have at most {MOST_BYTES // 1000} kB.")
    return content


@contextmanager
def opened(content: bytes) -> Iterator[Image]:
    """The picture in ``content``, not decoded yet: whatever decoding it raises within becomes Invalid."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise unusable("This picture has too many pixels.")
            yield picture
    except Invalid:
        raise
    except BROKEN as error:
        raise unusable("This is not a picture we can read: JPEG, PNG or WebP.") from error
    except (Image.DecompressionBombError, MemoryError, struct.error) as error:
        raise unusable("This picture has too many pixels.") from error


def upright(picture: Image, side: int) -> Image:
    """``picture`` turned as its camera was held, with transparency or without; ``side``: pixels needed."""
    from PIL import ImageOps

    # Lets the JPEG decoder work on a smaller picture to begin with.
    picture.draft("RGB", (2 * side, 2 * side))
    turned = ImageOps.exif_transpose(picture)
    return turned.convert("RGBA" if turned.has_transparency_data else "RGB")


def pixels(picture: Image) -> Image:
    """A fresh picture of the pixels alone: no EXIF, no GPS, no profile, no text comes along."""
    from PIL import Image

    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def unusable(message: str) -> Invalid:
    """The refusal of a request's field ``image``."""
    return Invalid(message, errors=[{"field": "image", "message": message}])
