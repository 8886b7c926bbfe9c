"""The text of the DASH manifest (ISO/IEC 23009-1): the same segments as the HLS playlists, told in XML."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from functions.transcode.ffmpeg import TIMELINE_STARTS_AT
from functions.transcode.playlists import INIT, Rendition, durations, end, rates, start, ticks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:mpeg:dash:schema:mpd:2011"
PROFILES = "urn:mpeg:dash:profile:isoff-live:2011,urn:mpeg:dash:profile:cmaf:2019"
CHANNELS = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011"
ROLE = "urn:mpeg:dash:role:2011"
# Seconds with which a player begins, at a line of the rate that each representation names.
BUFFERED = 4
NTSC = Fraction(1001, 1000)


def manifest(renditions: Sequence[Rendition], sound: Rendition | None, frame_rate: float) -> str:
    """The manifest of complete renditions, at least one; each can be played with the sound."""
    from xml.etree import ElementTree as ET

    # MediaConvert's timeline begins before ours.
    starts_at = min(TIMELINE_STARTS_AT, *map(start, renditions))
    tracks = [*renditions, *([sound] if sound else [])]
    seconds = max(end(track) for track in tracks) - starts_at
    longest = max(length for track in tracks for length in durations(track))
    root = ET.Element(
        "MPD",
        xmlns=NAMESPACE,
        profiles=PROFILES,
        type="static",
        mediaPresentationDuration=f"PT{seconds:.6f}S",
        maxSegmentDuration=f"PT{longest:.6f}S",
        minBufferTime=f"PT{BUFFERED}S",
    )
    period = ET.SubElement(root, "Period", id="0", start="PT0S")
    for number, together in enumerate(_aligned(renditions)):
        _pictures(_set(period, number, "video", together[0], starts_at), together, frame_rate)
    if sound:
        _sound(_set(period, len(period), "audio", sound, starts_at), sound)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def _aligned(renditions: Sequence[Rendition]) -> list[list[Rendition]]:
    """Renditions whose segments begin at the same times: only among these a player may switch anywhere."""

    def times(rendition: Rendition) -> tuple[int, ...]:
        return (rendition["timescale"], *(segment["time"] for segment in rendition["segments"]))

    ordered = sorted(renditions, key=lambda each: (times(each), rates(each)))
    return [list(together) for _, together in groupby(ordered, times)]


def _set(period: Element, number: int, kind: str, track: Rendition, starts_at: float) -> Element:
    """A set of alternatives with the timeline of ``track``, which they share."""
    from xml.etree.ElementTree import SubElement

    alternatives = SubElement(
        period,
        "AdaptationSet",
        id=str(number),
        # Of sets in the same group, a player chooses one.
        group="1" if kind == "video" else "2",
        contentType=kind,
        mimeType=f"{kind}/mp4",
        segmentAlignment="true",
        startWithSAP="1",
    )
    SubElement(alternatives, "Role", schemeIdUri=ROLE, value="main")
    template = SubElement(
        alternatives,
        "SegmentTemplate",
        timescale=str(track["timescale"]),
        presentationTimeOffset=str(round(starts_at * track["timescale"])),
        initialization=f"$RepresentationID$/{INIT}",
        media="$RepresentationID$/$Time$.m4s",
    )
    _timeline(SubElement(template, "SegmentTimeline"), track)
    return alternatives


def _timeline(timeline: Element, track: Rendition) -> None:
    """Runs of equal durations. Each lasts until the next begins, so only the first one's time is told."""
    from xml.etree.ElementTree import SubElement

    start = {"t": str(track["segments"][0]["time"])}
    for duration, same in groupby(ticks(track)):
        again = len(list(same)) - 1
        SubElement(timeline, "S", start | {"d": str(duration)} | ({"r": str(again)} if again else {}))
        start = {}


def _pictures(alternatives: Element, renditions: Sequence[Rendition], frame_rate: float) -> None:
    from xml.etree.ElementTree import SubElement

    for rendition in renditions:
        SubElement(
            alternatives,
            "Representation",
            id=rendition["name"],
            codecs=rendition["codecs"],
            bandwidth=str(rates(rendition)[0]),
            width=str(rendition["width"]),
            height=str(rendition["height"]),
            sar="1:1",
            frameRate=_spelled(frame_rate),
        )


def _sound(alternatives: Element, sound: Rendition) -> None:
    from xml.etree.ElementTree import SubElement

    made = SubElement(
        alternatives,
        "Representation",
        id=sound["name"],
        codecs=sound["codecs"],
        bandwidth=str(rates(sound)[0]),
    )
    SubElement(made, "AudioChannelConfiguration", schemeIdUri=CHANNELS, value=str(sound.get("channels", 2)))


def _spelled(frame_rate: float) -> str:
    """As DASH spells rates: ``30`` or ``30000/1001``; never below one frame in a thousand seconds."""
    ntsc = round(frame_rate * NTSC) / NTSC
    exact = ntsc if abs(ntsc - frame_rate) < 0.005 else Fraction(frame_rate).limit_denominator(1000)
    exact = max(exact, Fraction(1, 1000))
    return f"{exact.numerator}/{exact.denominator}" if exact.denominator > 1 else str(exact.numerator)
