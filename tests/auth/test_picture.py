"""Pictures from strangers."""

import base64
import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from footlight.errors import Invalid, TooLarge
from functions.auth import picture


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture.avatar_of(content)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (4000, 30), (256, 256), (1200, 1600)])
def test_any_size_becomes_a_square(kind: str, size: tuple[int, int]) -> None:
    result = opened(encoded(Image.new("RGB", size, "teal"), kind))
    assert (result.format, result.size) == ("WEBP", (256, 256))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_any_colour_model_is_read(mode: str) -> None:
    assert opened(encoded(Image.new(mode, (300, 300)), "PNG")).size == (256, 256)


def test_cmyk_is_read() -> None:
    assert opened(encoded(Image.new("CMYK", (300, 300)), "JPEG")).mode == "RGB"


def test_a_turned_photo_is_upright_and_tells_nothing_of_its_maker() -> None:
    photo = Image.new("RGB", (400, 200), "black")
    photo.paste("white", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "MakerOfCameras"
    content = encoded(photo, "JPEG", exif=exif)
    result = picture.avatar_of(content)
    assert b"MakerOfCameras" in content
    assert b"MakerOfCameras" not in result
    with Image.open(io.BytesIO(result)) as image:
        assert not image.getexif()
        # What was the left half is the upper one.
        assert image.convert("L").getpixel((128, 40)) == pytest.approx(255, abs=8)
        assert image.convert("L").getpixel((128, 216)) == pytest.approx(0, abs=8)


def test_transparency_stays() -> None:
    assert opened(encoded(Image.new("RGBA", (300, 300), (9, 9, 9, 0)), "PNG")).mode == "RGBA"


def test_an_animation_shows_its_first_frame() -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    content = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    pixel = opened(content).convert("RGB").getpixel((128, 128))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 60


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(6000, 6000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(Invalid):
        picture.avatar_of(bomb(*size))


def test_other_formats_are_refused() -> None:
    for kind in ("GIF", "BMP", "TIFF", "ICO"):
        with pytest.raises(Invalid):
            picture.avatar_of(encoded(Image.new("RGB", (64, 64)), kind))
    for content in (b"", b"<svg/>", b"%!PS-Adobe", b"\x00" * 5000):
        with pytest.raises(Invalid):
            picture.avatar_of(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_broken_picture_is_refused_or_read_but_never_an_error(kind: str, seed: int) -> None:
    chance = random.Random(seed)
    noise = Image.frombytes("RGB", (48, 48), random.Random(7).randbytes(48 * 48 * 3))
    content = bytearray(encoded(noise, kind))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with suppress(Invalid):
        assert picture.avatar_of(bytes(content[: chance.randint(1, len(content))]))


def test_more_than_700_kb_is_refused() -> None:
    with pytest.raises(TooLarge):
        picture.decode(base64.b64encode(bytes(700_001)).decode())
    assert len(picture.decode(base64.b64encode(bytes(700_000)).decode())) == 700_000
