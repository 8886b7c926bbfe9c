"""Any picture that a person sends, made into an avatar, or refused."""

import io

from footlight import pictures

SIDE = 256

decode = pictures.decode


def avatar_of(content: bytes) -> bytes:
    """A square WebP of 256 pixels, upright, without metadata. Raises Invalid for what is no picture."""
    from PIL import ImageOps

    with pictures.opened(content) as picture:
        square = ImageOps.fit(pictures.upright(picture, SIDE), (SIDE, SIDE))
        output = io.BytesIO()
        pictures.pixels(square).save(output, "WEBP", quality=82, method=4)
    return output.getvalue()
