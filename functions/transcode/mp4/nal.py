"""Looks at the NAL units of an H.264 sample."""

SLICES = range(1, 6)
IDR = 5


def starts_with_idr(sample: memoryview, length_size: int) -> bool:
    """Whether the first slice of a sample is an IDR picture's. The sample may be cut off after it began."""
    at = 0
    while at + length_size < len(sample):
        kind = sample[at + length_size] & 0x1F
        if kind in SLICES:
            return kind == IDR
        at += length_size + int.from_bytes(sample[at : at + length_size], "big")
    return False
