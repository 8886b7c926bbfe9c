"""What a still shows, in numbers, and which of several may stand for their video."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

DARKEST = 24  # mean luma of 255
FLATTEST = 12  # its standard deviation
# Blurred is what has so little of the sharpest one's detail: films differ too much for a number of its own.
LEAST_SHARPNESS = 0.2
# Mean difference of luma, of 255, up to which two stills look the same.
ALIKE = 5
# Detail is measured at this size, so that grain counts little and no size has an advantage.
DETAIL_SIDE = 480
SKETCH = (16, 16)
LAPLACIAN = (0, 1, 0, 1, -4, 1, 0, 1, 0)


@dataclass(frozen=True)
class Still:
    """A JPEG and its figures: ``light`` and ``contrast`` of luma, ``colour``: contrast with that of the hues.

    ``sharpness`` is the variance of its Laplacian; ``sketch`` its luma in 16 by 16 points.
    """

    path: Path
    light: float
    contrast: float
    colour: float
    sharpness: float
    sketch: bytes

    @property
    def shows_something(self) -> bool:
        """Whether it is neither black nor blank."""
        return self.light >= DARKEST and self.contrast >= FLATTEST


def measure(path: Path) -> Still:
    """The figures of the JPEG at ``path``. Raises OSError where it is none."""
    from PIL import Image, ImageFilter, ImageStat

    with Image.open(path) as image:
        hues = ImageStat.Stat(image.convert("YCbCr"))
        luma = image.convert("L")
    sketch = luma.resize(SKETCH, Image.Resampling.BOX).tobytes()
    luma.thumbnail((DETAIL_SIDE, DETAIL_SIDE), Image.Resampling.BOX)
    # Pillow clips below zero: around the middle of the scale both signs of an edge count.
    edges = luma.filter(ImageFilter.Kernel((3, 3), LAPLACIAN, scale=2, offset=128))
    # The filter leaves the border as it was: that is no edge.
    inner = edges.crop((1, 1, max(2, edges.width - 1), max(2, edges.height - 1)))
    return Still(
        path=path,
        light=hues.mean[0],
        contrast=hues.stddev[0],
        colour=sum(hues.stddev),
        sharpness=ImageStat.Stat(inner).var[0],
        sketch=sketch,
    )


def best(stills: Sequence[Still], most: int) -> list[Still]:
    """At most ``most`` of them that may stand for the video, no two alike, the most colourful first."""
    good = [still for still in stills if still.shows_something]
    sharpest = max((still.sharpness for still in good), default=0)
    sharp = [still for still in good if still.sharpness >= sharpest * LEAST_SHARPNESS]
    chosen: list[Still] = []
    for still in sorted(sharp, key=lambda each: each.colour, reverse=True):
        if len(chosen) < most and not any(alike(still, other) for other in chosen):
            chosen.append(still)
    return chosen


def alike(one: Still, other: Still) -> bool:
    """Whether nobody would want to choose between them."""
    return fmean(abs(a - b) for a, b in zip(one.sketch, other.sketch, strict=True)) < ALIKE
