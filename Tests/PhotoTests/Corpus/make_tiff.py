#!/usr/bin/env python3
"""Makes the bad TIFF files of this folder."""
import os
import struct
import subprocess
import zlib

os.chdir(os.path.dirname(os.path.abspath(__file__)))
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 11: 4, 13: 4, 16: 8}
WIDTH, HEIGHT = 24, 16
PIXELS = bytes((x * 9 + y * y + c * 40) % 256 for y in range(HEIGHT) for x in range(WIDTH) for c in range(3))


def keep(name, data):
    with open(name, "wb") as file:
        file.write(data)


def short(tag, *values):
    return tag, 3, struct.pack("<%dH" % len(values), *values)


def number(tag, *values):
    return tag, 4, struct.pack("<%dI" % len(values), *values)


def directory(at, fields, link=0):
    """Its bytes, with values behind it."""
    fields = sorted(fields)
    values, entries, start = b"", b"", at + 6 + 12 * len(fields)
    for tag, kind, data in fields:
        count = len(data) // SIZES.get(kind, 1)
        entries += struct.pack("<HHI", tag, kind, count)
        entries += data.ljust(4, b"\0") if len(data) <= 4 else struct.pack("<I", start + len(values))
        values += data + b"\0" * (len(data) % 2) if len(data) > 4 else b""
    return struct.pack("<H", len(fields)) + entries + struct.pack("<I", link) + values


def tiff(*more, samples=PIXELS, without=(), link=0, behind=b""):
    fields = {tag: (tag, kind, data) for tag, kind, data in (
        short(256, WIDTH), short(257, HEIGHT), short(258, 8, 8, 8), short(259, 1), short(262, 2), number(273, 8), short(277, 3), short(278, HEIGHT),
        number(279, len(samples)))}
    fields.update({field[0]: field for field in more})
    for tag in without:
        del fields[tag]
    samples += b"\0" * (len(samples) % 2)
    at = 8 + len(samples)
    return b"II\x2a\0" + struct.pack("<I", at) + samples + directory(at, list(fields.values()), link) + behind


AT = 8 + len(PIXELS)
keep("refused/directory-past-end.tif", b"II\x2a\0" + struct.pack("<I", 999999))
keep("refused/directory-of-itself-only.tif", b"II\x2a\0\x08\0\0\0\0\0\x08\0\0\0")
keep("refused/entries-past-end.tif", b"II\x2a\0\x08\0\0\0\xff\xff" + bytes(40))
keep("refused/big-entries-overflow.tif", b"II\x2b\0\x08\0\0\0\x10\0\0\0\0\0\0\0" + b"\xff" * 8 + bytes(64))
keep("refused/claims-4-gigapixel-sides.tif", tiff(number(256, 0xFFFFFFFF), number(257, 0xFFFFFFFF)))
keep("refused/claims-14000-squared.tif", tiff(number(256, 14000), number(257, 14000), number(278, 14000)))
keep("refused/claims-14000-squared-deflate.tif", tiff(
    number(256, 14000), number(257, 14000), number(278, 14000), short(259, 8), number(279, 60), samples=zlib.compress(bytes(60000))[:60]))
keep("refused/zero-width.tif", tiff(short(256, 0)))
keep("refused/no-strips.tif", tiff(without=[273, 279]))
keep("refused/no-lengths.tif", tiff(without=[279]))
keep("refused/strip-past-end.tif", tiff(number(273, 0xFFFFFFF0)))
keep("opened/strip-too-short.tif", tiff(number(279, 100)))
keep("refused/fewer-strips-than-rows.tif", tiff(short(278, 2)))
keep("refused/rows-of-strip-zero.tif", tiff(short(278, 0)))
keep("refused/bits-differ.tif", tiff(short(258, 8, 4, 8)))
keep("refused/bits-64.tif", tiff(short(258, 64, 64, 64), short(339, 3, 3, 3)))
keep("refused/samples-65535.tif", tiff(short(277, 65535)))
keep("refused/samples-2-of-rgb.tif", tiff(short(277, 2), short(258, 8, 8)))
keep("refused/tile-of-no-size.tif", tiff(short(322, 0), short(323, 16), number(324, 8), number(325, 768), without=[273, 279, 278]))
keep("refused/tile-of-4-gigapixels.tif", tiff(number(322, 65536), number(323, 65536), number(324, 8), number(325, 768), without=[273, 279, 278]))
keep("refused/old-jpeg.tif", tiff(short(259, 6)))
keep("refused/raw.tif", tiff((50706, 1, b"\1\4\0\0")))
keep("refused/mosaic.tif", tiff(short(262, 32803)))
keep("refused/unknown-compression.tif", tiff(short(259, 4711)))
keep("refused/deflate-nonsense.tif", tiff(short(259, 8)))
keep("refused/lzw-nonsense.tif", tiff(short(259, 5)))
keep("refused/half-of-deflate.tif", tiff(
    short(259, 8), number(279, 300), samples=zlib.compress(os.urandom(0) + bytes((i * i >> 3) % 251 for i in range(len(PIXELS))))[:300]))
keep("opened/next-directory-is-itself.tif", tiff(link=AT))
keep("opened/directories-below-loop.tif", tiff(number(330, AT, AT, AT)))
keep("opened/exif-is-itself.tif", tiff(number(34665, AT), number(34853, AT)))
keep("opened/exif-past-end.tif", tiff(number(34665, 0xFFFFFFF0)))
keep("opened/value-past-end.tif", tiff((700, 1, b"<a/>")).replace(struct.pack("<HHI", 700, 1, 4), struct.pack("<HHI", 700, 1, 0xFFFFFFF0)))
keep("opened/profile-nonsense.tif", tiff((34675, 7, b"abc" * 60)))
keep("opened/strip-is-header.tif", tiff(number(273, 0)))
keep("opened/strip-is-directory.tif", tiff(short(256, 4), short(257, 4), short(278, 4), number(273, AT), number(279, 48)))
keep("opened/strips-are-one.tif", tiff(short(278, 4), number(273, 8, 8, 8, 8), number(279, 288, 288, 288, 288)))
empty = zlib.compress(bytes(len(PIXELS)))
keep("opened/more-offsets-than-lengths.tif", tiff(short(259, 8), number(273, 8, 0, 0, 0), number(279, len(empty)), samples=empty))
keep("opened/sparse.tif", tiff(number(273, 0), number(279, 0)))
keep("opened/palette-missing.tif", tiff(short(262, 3), short(277, 1), short(258, 8)))
keep("opened/numbers-that-are-none.tif", tiff(
    short(262, 1), short(277, 1), short(258, 32), short(339, 3), number(279, 1536), samples=struct.pack("<384f", *([float("nan"), float("inf"), -1e38, 1e38] * 96))))
reduced = AT + len(tiff(number(330, 0), short(278, HEIGHT))) - AT
keep("opened/reduced-names-the-picture.tif", tiff(
    number(330, reduced), behind=directory(reduced, [
        number(254, 1), short(256, 12), short(257, 8), short(258, 8, 8, 8), short(259, 1), short(262, 2), number(273, 8), short(277, 3), short(278, 8),
        number(279, 288), number(513, 0), number(514, 0xFFFFFFFF)])))


def jpeg(width, height, *options):
    pixels = b"P5 %d %d 255\n" % (width, height) + bytes((x * 9 + y * y) % 256 for y in range(height) for x in range(width))
    return subprocess.run(["convert", "pgm:-", "-quality", "60", *options, "-strip", "jpg:-"], input=pixels, capture_output=True, check=True).stdout


def of_jpeg(strip, tables=None):
    shared = [] if tables is None else [(347, 7, tables)]
    return tiff(short(258, 8), short(259, 7), short(262, 1), short(277, 1), number(279, len(strip)), *shared, samples=strip)


# Strips of JPEG: whole, with a frame or nonsense among the tables, of another size than the page says, ended early, progressive, arithmetic.
STRIP = jpeg(WIDTH, HEIGHT)
keep("opened/jpeg-strip.tif", of_jpeg(STRIP))
keep("refused/jpeg-tables-with-frame.tif", of_jpeg(STRIP, STRIP[:STRIP.index(b"\xff\xda")] + b"\xff\xd9"))
keep("refused/jpeg-tables-nonsense.tif", of_jpeg(STRIP, b"\xff\xd8\xff\xdb\xff\xff" + bytes(60)))
keep("opened/jpeg-strip-smaller.tif", of_jpeg(jpeg(8, 8)))
keep("opened/jpeg-strip-longer.tif", of_jpeg(jpeg(WIDTH, HEIGHT + 8)))
keep("opened/jpeg-strip-ended-early.tif", of_jpeg(STRIP[:-30]))
keep("opened/jpeg-strip-progressive.tif", of_jpeg(jpeg(WIDTH, HEIGHT, "-interlace", "JPEG")))
keep("opened/jpeg-strip-arithmetic.tif", of_jpeg(jpeg(WIDTH, HEIGHT, "-define", "jpeg:arithmetic-coding=true")))

outside = of_jpeg(STRIP, STRIP[:20] + b"\xff\xd9")
entry = outside.index(struct.pack("<HHI", 347, 7, 22))
keep("refused/jpeg-tables-outside.tif", outside[:entry + 8] + struct.pack("<I", len(outside) + 8) + outside[entry + 12:])
# A value that lies outside the file until a strip goes there.
outside = tiff(short(258, 8), short(259, 7), short(262, 1), short(277, 1), number(279, len(STRIP)), (65000, 7, bytes(165)), samples=STRIP)[:-166]
entry = outside.index(struct.pack("<HHI", 65000, 7, 165))
keep("opened/jpeg-strip-beside-value-outside.tif", outside[:entry + 8] + struct.pack("<I", len(outside) - 60) + outside[entry + 12:])
