"""Pictures that go with a concern: the same picture, and nothing of what it said beside it."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin
from PIL.ImageCms import ImageCmsProfile, createProfile
from PIL.PngImagePlugin import PngInfo

from storage.intake.attachments import clean, strip_metadata

SECRET = b"Hidden-Words-51.5N"
SECRET_TEXT = SECRET.decode()
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>' + SECRET + b"</exif:GPSLatitude>"
    b"</x:xmpmeta>"
)


def picture(mode: str = "RGB") -> Image.Image:
    """Sixty-four times forty-eight points of many colours."""
    made = Image.new("RGB", (64, 48))
    made.putdata([(x * 4, y * 5, (x * y) % 251) for y in range(48) for x in range(64)])
    return made.convert(mode)


def exif_with_place() -> Image.Exif:
    """A camera's name, a place, and a preview in the second directory."""
    exif = Image.Exif()
    exif[0x010F] = SECRET_TEXT
    exif[0x0131] = SECRET_TEXT
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (51.0, 30.0, 0.0), "W", (0.0, 7.0, 0.0)
    return exif


def saved(kind: str, *, mode: str = "RGB", **options: object) -> bytes:
    """The picture in a file of this kind."""
    data = BytesIO()
    picture(mode).save(data, kind, **options)
    return data.getvalue()


def same_picture(first: bytes, second: bytes) -> bool:
    """Whether two files show the same points, in every frame."""
    with Image.open(BytesIO(first)) as one, Image.open(BytesIO(second)) as two:
        frames = getattr(one, "n_frames", 1)
        if frames != getattr(two, "n_frames", 1):
            return False
        for frame in range(frames):
            one.seek(frame)
            two.seek(frame)
            if one.convert("RGBA").tobytes() != two.convert("RGBA").tobytes():
                return False
    return True


def segment(marker: int, payload: bytes) -> bytes:
    """One segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def chunk(name: bytes, payload: bytes) -> bytes:
    """One chunk of a PNG."""
    check = zlib.crc32(name + payload).to_bytes(4, "big")
    return len(payload).to_bytes(4, "big") + name + payload + check


def riff(name: bytes, payload: bytes) -> bytes:
    """One chunk of a WebP."""
    return name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def jpegs() -> dict[str, tuple[bytes, str]]:
    plain = saved("JPEG", quality=90)
    rest = plain[20:]  # behind the start marker and the JFIF segment
    jfif = b"JFIF\0\x01\x01\0\0\x01\0\x01"
    preview = saved("JPEG", comment=SECRET)
    progressive = saved("JPEG", progressive=True)
    second_scan = progressive.index(b"\xff\xda", progressive.index(b"\xff\xda") + 2)
    exif = b"Exif\0\0" + struct.pack("<2sHIHI", b"II", 42, 8, 0, 20) + SECRET
    ifd = b"Exif\0\0" + exif_with_place().tobytes()[6:]
    return {
        "place in EXIF": (
            saved("JPEG", exif=exif_with_place()),
            "place where it was taken",
        ),
        "two EXIF blocks": (plain[:2] + segment(0xE1, ifd) * 2 + plain[2:], "camera details"),
        "a preview in EXIF": (plain[:2] + segment(0xE1, exif) + plain[2:], "small preview"),
        "XMP": (
            plain[:2] + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + plain[2:],
            "place where it was taken",
        ),
        "IPTC": (
            plain[:2]
            + segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + SECRET)
            + plain[2:],
            "editing details",
        ),
        "a comment": (plain[:2] + segment(0xFE, SECRET) + plain[2:], "comment"),
        "a preview in JFIF": (
            plain[:2] + segment(0xE0, jfif + b"\x02\x03" + SECRET) + rest,
            "small preview",
        ),
        "a preview beside JFIF": (
            plain[:20] + segment(0xE0, b"JFXX\0\x10" + preview[:200] + SECRET) + rest,
            "small preview",
        ),
        "a program's own data": (plain[:2] + segment(0xEB, SECRET) + plain[2:], "application data"),
        "a longer Adobe marker": (
            plain[:2] + segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01" + SECRET) + plain[2:],
            "application data",
        ),
        "a comment between two scans": (
            progressive[:second_scan] + segment(0xFE, SECRET) + progressive[second_scan:],
            "comment",
        ),
        "EXIF between two scans": (
            progressive[:second_scan] + segment(0xE1, ifd + SECRET) + progressive[second_scan:],
            "camera details",
        ),
        "a tail": (plain + SECRET, "bytes after the end of the picture"),
        "a second picture behind": (plain + preview, "bytes after the end of the picture"),
    }


def pngs() -> dict[str, tuple[bytes, str]]:
    plain = saved("PNG")
    info = PngInfo()
    info.add_text("Author", SECRET_TEXT)
    packed = PngInfo()
    packed.add_text("Author", SECRET_TEXT * 5, zip=True)
    xmp = PngInfo()
    xmp.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return {
        "a text": (saved("PNG", pnginfo=info), "texts"),
        "a packed text": (saved("PNG", pnginfo=packed), "texts"),
        "XMP": (saved("PNG", pnginfo=xmp), "place where it was taken"),
        "EXIF": (saved("PNG", exif=exif_with_place()), "place where it was taken"),
        "the time": (
            plain[:33] + chunk(b"tIME", SECRET[:7]) + plain[33:],
            "time of the last change",
        ),
        "a private chunk": (plain[:33] + chunk(b"prVt", SECRET) + plain[33:], "application data"),
        "a tail": (plain + SECRET, "bytes after the end of the picture"),
    }


def webps() -> dict[str, tuple[bytes, str]]:
    frames = [picture(), picture().rotate(180)]
    moving = BytesIO()
    frames[0].save(
        moving,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        exif=exif_with_place(),
        lossless=True,
    )
    simple = saved("WEBP", lossless=True)
    body = simple[12:] + riff(b"ODDS", SECRET)
    odd = b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body
    return {
        "EXIF": (
            saved("WEBP", exif=exif_with_place(), lossless=True),
            "place where it was taken",
        ),
        "XMP": (saved("WEBP", xmp=XMP, lossless=True), "place where it was taken"),
        "a moving one": (moving.getvalue(), "camera details"),
        "an unknown chunk": (odd, "application data"),
        "a tail": (simple + SECRET, "bytes after the end of the picture"),
    }


def gifs() -> dict[str, tuple[bytes, str]]:
    plain = saved("GIF", mode="P")
    frames = [picture("P"), picture("P").rotate(180)]
    moving = BytesIO()
    frames[0].save(
        moving, "GIF", save_all=True, append_images=frames[1:], comment=SECRET, loop=0, duration=90
    )
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes((len(SECRET),)) + SECRET + b"\0"
    text = b"\x21\x01\x0c" + bytes(12) + bytes((len(SECRET),)) + SECRET + b"\0"
    return {
        "a comment in a moving one": (moving.getvalue(), "comment"),
        "XMP": (plain[:-1] + xmp + b";", "editing details"),
        "a text": (plain[:-1] + text + b";", "texts"),
        "a tail": (plain + SECRET, "bytes after the end of the picture"),
    }


def tiffs() -> dict[str, tuple[bytes, str]]:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[270] = info[315] = info[305] = SECRET_TEXT
    info[700] = XMP
    info.tagtype[700] = 1
    pages = BytesIO()
    picture().save(
        pages, "TIFF", save_all=True, append_images=[picture("L"), picture("1")], tiffinfo=info
    )
    return {
        "texts": (saved("TIFF", tiffinfo=info), "texts"),
        "EXIF": (saved("TIFF", exif=exif_with_place()), "camera details"),
        "a directory of the place": (
            saved("TIFF", tiffinfo=info).replace(
                struct.pack("<HH", 315, 2), struct.pack("<HH", 34853, 2)
            ),
            "place where it was taken",
        ),
        "several pages": (pages.getvalue(), "editing details"),
        "packed": (
            saved("TIFF", tiffinfo=info, compression="tiff_lzw"),
            "camera details",
        ),
        "a fax": (saved("TIFF", mode="1", tiffinfo=info, compression="group4"), "texts"),
        "bytes that nothing points at": (
            saved("TIFF") + SECRET * 20,
            "bytes after the end of the picture",
        ),
    }


def every_kind() -> list[tuple[str, bytes, str]]:
    groups = {
        "JPEG": jpegs(),
        "PNG": pngs(),
        "WebP": webps(),
        "GIF": gifs(),
        "TIFF": tiffs(),
        "BMP": {"a tail": (saved("BMP") + SECRET, "bytes after the end of the picture")},
    }
    return [
        (f"{kind}: {name}", content, words)
        for kind, group in groups.items()
        for name, (content, words) in group.items()
    ]


KINDS = every_kind()


@pytest.mark.parametrize(
    ("content", "words"), [kind[1:] for kind in KINDS], ids=[k[0] for k in KINDS]
)
def test_nothing_but_the_picture_is_left(content: bytes, words: str) -> None:
    found = clean("photo", content)
    assert words in found.removed
    assert "attachments.not_cleaned" not in found.remarks
    assert SECRET not in found.attachment.content
    assert b"GPSLatitude" not in found.attachment.content
    assert same_picture(content, found.attachment.content)
    with Image.open(BytesIO(found.attachment.content)) as cleaned:
        assert not set(cleaned.getexif()) - {0x0112, *TIFF_TAGS}
    again = clean("photo", found.attachment.content)
    assert again.removed == ()
    assert again.attachment.content == found.attachment.content


# Pillow shows the tags of a TIFF page as EXIF; these are the page itself.
TIFF_TAGS = (
    254,
    256,
    257,
    258,
    259,
    262,
    266,
    273,
    274,
    277,
    278,
    279,
    282,
    283,
    284,
    293,
    296,
    317,
)


def test_the_originals_of_these_tests_do_hold_the_words() -> None:
    """Otherwise the test above would show nothing."""
    texts = [name for name, content, _ in KINDS if SECRET in content]
    assert len(texts) > 25
    with Image.open(BytesIO(dict((k[0], k[1]) for k in KINDS)["JPEG: place in EXIF"])) as made:
        assert made.getexif().get_ifd(0x8825)


def test_a_marker_that_no_picture_has_is_left_out() -> None:
    plain = saved("JPEG")
    found = clean("photo", plain[:2] + segment(0xF5, SECRET) + plain[2:])
    assert found.removed == ("application data",)
    assert found.attachment.content == plain


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_plain_picture_stays_as_it_is(kind: str) -> None:
    content = saved(kind)
    found = clean("photo", content)
    assert found.removed == ()
    assert found.remarks == ()
    assert same_picture(content, found.attachment.content)


@pytest.mark.parametrize("turned", range(1, 9))
def test_the_way_up_stays(turned: int) -> None:
    exif = exif_with_place()
    exif[0x0112] = turned
    for kind in ("JPEG", "TIFF"):
        copy = clean("photo", saved(kind, exif=exif)).attachment.content
        with Image.open(BytesIO(copy)) as cleaned:
            assert cleaned.getexif().get(0x0112, 1) == turned


def test_the_colour_profile_stays() -> None:
    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        copy = clean("photo", saved(kind, icc_profile=profile)).attachment.content
        with Image.open(BytesIO(copy)) as cleaned:
            assert cleaned.info["icc_profile"] == profile


def test_photographs_of_real_cameras(shared_data: Path) -> None:
    for name in ("gps_DSCN0010.jpg", "Canon_40D.jpg"):
        content = (shared_data / "images" / name).read_bytes()
        found = clean(name, content)
        assert "camera details" in found.removed
        assert ("place where it was taken" in found.removed) == name.startswith("gps")
        assert "small preview" in found.removed
        assert same_picture(content, found.attachment.content)
        for maker in (b"NIKON", b"Canon", b"Adobe", b"2008"):
            assert maker not in found.attachment.content


@pytest.mark.parametrize(
    ("content", "picture_kind"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(40), True),
        (b"\0\0\0\x18ftypavif" + bytes(40), True),
        (b"\0\0\0\x18ftypmp42" + bytes(40), False),
        (b"\xff\xd8\xff\xe1\x00\x10Exif", True),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), True),
    ],
)
def test_what_cannot_be_cleaned_is_said(content: bytes, picture_kind: bool) -> None:
    found = clean("film", content)
    assert found.attachment.content == content
    assert "attachments.not_cleaned" in found.remarks
    assert found.removed == ()
    assert found.is_picture == picture_kind


def test_a_document_goes_as_it_is_and_that_is_said() -> None:
    content = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj"
    found = clean("letter.pdf", content)
    assert found.attachment.content == content
    assert found.remarks == ("attachments.document_details",)
    assert not found.is_picture
    assert clean("a.txt", b"plain").remarks == ()


@given(st.data())
def test_damage_breaks_nothing_and_leaks_nothing_new(data: st.DataObject) -> None:
    """A cut or changed file is cleaned, or comes back whole and is called not clean."""
    _, content, _ = data.draw(st.sampled_from(KINDS))
    place = data.draw(st.integers(8, len(content) - 1))
    damaged = bytearray(content[: data.draw(st.integers(place, len(content)))])
    if place < len(damaged):
        damaged[place] = data.draw(st.integers(0, 255))
    found = strip_metadata(bytes(damaged))
    if not found.clean:
        assert found.content == bytes(damaged)
    else:
        assert len(found.content) <= 2 * len(damaged) + 4200


def test_a_page_that_points_at_itself_ends() -> None:
    entry = struct.pack("<HHII", 256, 4, 1, 1)
    loop = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    assert not strip_metadata(loop).clean


def test_strips_that_overlap_do_not_make_a_file_large() -> None:
    """Four thousand strips that are all the same hundred kilobytes stay what they were."""
    count, size = 4000, 100_000
    head = 8 + size
    offsets = struct.pack(f"<{count}I", *([8] * count))
    sizes = struct.pack(f"<{count}I", *([size] * count))
    where = head + len(offsets) + len(sizes)
    entries = struct.pack("<HHII", 273, 4, count, head) + struct.pack(
        "<HHII", 279, 4, count, head + len(offsets)
    )
    ifd = struct.pack("<H", 2) + entries + bytes(4)
    content = struct.pack("<2sHI", b"II", 42, where) + bytes(size) + offsets + sizes + ifd
    assert not strip_metadata(content).clean
