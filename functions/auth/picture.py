"""Any picture that a person sends, made into an avatar, or refused."""

import base64
import binascii
import io
import struct
from typing import TYPE_CHECKING

from footlight.errors import Invalid, TooLarge
from functions.auth.schemas import AVATAR_BYTES

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 256
# What decodes into about 100 MB, however small the file: past any photo that fits into 700 kB.
MOST_PIXELS = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


def decode(text: str) -> bytes:
    """The bytes of base64 ``text``. Raises Invalid, and TooLarge beyond 700 kB."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _unusable("This is not base64.") from None
    if len(content) > AVATAR_BYTES:
        raise TooLarge("A picture may have at most 700 kB.")
    return content


def avatar_of(content: bytes) -> bytes:
    """A square WebP of 256 pixels, upright, without metadata. Raises Invalid for what is no picture."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _unusable("This picture has too many pixels.")
            return _webp(_square(picture))
    except Invalid:
        raise
    # Pillow's decoders raise these for crafted or broken files.
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError, EOFError) as error:
        raise _unusable("This is not a picture we can read: JPEG, PNG or WebP.") from error
    except (Image.DecompressionBombError, MemoryError, struct.error) as error:
        raise _unusable("This picture has too many pixels.") from error


def _square(picture: "Image") -> "Image":
    from PIL import ImageOps

    # Lets the JPEG decoder work on a smaller picture to begin with.
    picture.draft("RGB", (2 * SIDE, 2 * SIDE))
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    return ImageOps.fit(upright.convert(mode), (SIDE, SIDE))


def _webp(square: "Image") -> bytes:
    from PIL import Image

    # A fresh picture of the pixels alone: no EXIF, no GPS, no profile, no text comes along.
    clean = Image.new(square.mode, square.size)
    clean.paste(square)
    output = io.BytesIO()
    clean.save(output, "WEBP", quality=82, method=4)
    return output.getvalue()


def _unusable(message: str) -> Invalid:
    return Invalid(message, errors=[{"field": "image", "message": message}])
