"""What the uploads API takes and answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from footlight.http import Body
from footlight.media import Visibility
from footlight.text import one_line
from footlight.videos import State
from functions.uploads import parts

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow

PARTS_PER_CALL = 100
S3_PARTS = 10_000

Title = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(one_line)]
Filename = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(one_line)]
MimeType = Annotated[
    str, StringConstraints(max_length=200, pattern=r"^[A-Za-z0-9.+_-]+/[A-Za-z0-9.+_-]+( ?; ?[ -~]*)?$")
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
ETag = Annotated[str, StringConstraints(min_length=1, max_length=100)]
PartNumber = Annotated[int, Field(strict=True, ge=1, le=S3_PARTS)]


class NewUpload(Body):
    """The promise of a file: ``size`` in bytes, at most 100 GiB."""

    filename: Filename
    size: Annotated[int, Field(strict=True, ge=1, le=parts.MAX_SIZE)]
    content_type: MimeType
    title: Title | None = None
    visibility: Visibility = "private"


class UploadedPart(BaseModel):
    """A part that storage holds; ``size`` in bytes."""

    number: int
    etag: str
    size: int


class Upload(BaseModel):
    """An upload: part ``number`` n begins at byte (n - 1) * ``part_size``; only the last one is shorter."""

    upload_id: str
    video_id: str
    filename: str
    size: int
    content_type: str
    part_size: int
    part_count: int
    state: State
    expires_at: str
    created_at: str
    uploaded_parts: list[UploadedPart]

    @classmethod
    def of(cls, row: UploadRow, held: Iterable[parts.Part] = ()) -> Self:
        """From a row and what S3 holds of it."""
        size, each = int(row.size), int(row.part_size)
        return cls(
            upload_id=row.upload_id,
            video_id=row.upload_id,
            filename=row.filename,
            size=size,
            content_type=row.content_type,
            part_size=each,
            part_count=parts.part_count(size, each),
            state="uploaded" if row.state == "completed" else row.state,
            expires_at=row.expires_at,
            created_at=row.created_at,
            uploaded_parts=[UploadedPart(number=p.number, etag=p.etag, size=p.size) for p in held],
        )


class Uploads(BaseModel):
    """A person's unfinished uploads, newest first; ``uploaded_parts`` is empty here."""

    items: list[Upload]


class PartToSign(Body):
    """A part the client wants to send, with its SHA-256 in base64."""

    number: PartNumber
    checksum_sha256: Sha256


class PartsToSign(Body):
    """A batch of parts."""

    parts: Annotated[list[PartToSign], Field(min_length=1, max_length=PARTS_PER_CALL)]


class SignedPart(BaseModel):
    """PUT the part to ``url`` with exactly these ``headers`` within an hour."""

    number: int
    url: str
    headers: dict[str, str]


class SignedParts(BaseModel):
    """As many as were asked for, in the same order."""

    parts: list[SignedPart]


class SentPart(Body):
    """A part as the client believes it to be stored."""

    number: PartNumber
    etag: ETag


class Completion(Body):
    """Every part of the file."""

    parts: Annotated[list[SentPart], Field(max_length=S3_PARTS)]
