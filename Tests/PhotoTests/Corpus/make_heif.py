#!/usr/bin/env python3
"""Makes the bad HEIC and AVIF files of this folder from good ones; needs libheif's `heif-enc`, and `pip install Pillow`."""
import os
import struct
import subprocess
import tempfile

from PIL import Image

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def keep(name, data):
    with open(name, "wb") as file:
        file.write(data)


def encoded(kind):
    with tempfile.TemporaryDirectory() as folder:
        picture, target = folder + "/a.png", folder + "/a." + kind
        Image.linear_gradient("L").resize((64, 48)).convert("RGB").save(picture)
        subprocess.run(["heif-enc", "-q", "40", picture, "-o", target], check=True, capture_output=True)
        with open(target, "rb") as file:
            return file.read()


def patched(data, mark, offset, new):
    place = data.index(mark) + offset
    return data[:place] + new + data[place + len(new):]


def sized(data, width, height):
    """With other sides wherever they are told."""
    place = data.find(b"ispe")
    while place >= 0:
        data = data[:place + 8] + struct.pack(">II", width, height) + data[place + 16:]
        place = data.find(b"ispe", place + 1)
    return data


for kind in "heic", "avif":
    good = encoded(kind)
    keep(f"opened/behind-the-file.{kind}", good + b"behind")
    keep(f"refused/type-alone.{kind}", good[:24])
    keep(f"refused/half.{kind}", good[:len(good) // 2])
    keep(f"refused/samples-cut.{kind}", good[:-40])
    keep(f"refused/box-past-end.{kind}", patched(good, b"meta", -4, b"\x7f\xff\xff\xff"))
    keep(f"refused/claims-60000-squared.{kind}", sized(good, 60000, 60000))
    keep(f"refused/claims-14000-squared.{kind}", sized(good, 14000, 14000))
    keep(f"refused/zero-width.{kind}", sized(good, 0, 48))
    keep(f"refused/no-primary-picture.{kind}", patched(good, b"pitm", 8, b"\x12\x34"))
    keep(f"refused/samples-past-end.{kind}", patched(good, b"iloc", 8 + 8, b"\xff" * 12))
keep("refused/sequence.avif", struct.pack(">I", 16) + b"ftypavis" + bytes(4))


def numbered(bits, count):
    """The next `count` numbers of an Exp-Golomb code, and the bits behind them."""
    values = []
    for _ in range(count):
        zeros = bits.index("1")
        values.append(int(bits[zeros:2 * zeros + 1], 2) - 1)
        bits = bits[2 * zeros + 1:]
    return values, bits


def coded(value):
    digits = format(value + 1, "b")
    return "0" * (len(digits) - 1) + digits


def coded_as(data, width, height):
    """With other sides where the coded picture tells them: its parameters become longer, and so do all boxes around them."""
    start = data.index(b"\x42\x01\x01")
    length = struct.unpack(">H", data[start - 2:start])[0]
    body = data[start:start + length].replace(b"\0\0\3", b"\0\0")
    bits = "".join(format(byte, "08b") for byte in body[15:])
    (number, chroma, _, _), rest = numbered(bits, 4)
    assert chroma == 1
    bits = "".join(map(coded, (number, chroma, width, height))) + rest.rstrip("0")
    bits += "0" * (-len(bits) % 8)
    body, escaped = body[:15] + bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits), 8)), b""
    for byte in body:
        if escaped.endswith(b"\0\0") and byte <= 3:
            escaped += b"\3"
        escaped += bytes([byte])
    return grown(data, start - 2, start + length, struct.pack(">H", len(escaped)) + escaped, b"meta", b"iprp", b"ipco", b"hvcC")


def grown(data, start, end, new, *boxes):
    """With other bytes in a place in front of the samples, and new lengths of the boxes around it."""
    more, result = len(new) - (end - start), data[:start] + new + data[end:]
    for box in boxes:
        place = data.index(box) - 4
        size = struct.unpack(">I", data[place:place + 4])[0]
        result = result[:place] + struct.pack(">I", size + more) + result[place + 4:]
    mdat = struct.pack(">I", data.index(b"mdat") + 4)
    return result.replace(mdat, struct.pack(">I", data.index(b"mdat") + 4 + more), 1)


good = encoded("heic")
# Decoders that believe the coded picture take gigabytes for it.
keep("refused/coded-as-16384x12288.heic", coded_as(good, 16384, 12288))
# A grid whose only tile is itself: libheif 1.15 starts threads for it until there are no more, and ends the process.
keep("refused/grid-of-itself.heic", patched(good, b"dimg\0\2\0\1", 8, b"\0\2"))
# A grid of 64 x 48 pixels that shows a tile 600 times, and a reference with a byte that it does not tell.
tiles = patched(good, bytes(4) + b"\0\x40\0\x30", 2, bytes([24, 23]))
end = tiles.index(b"dimg") + 10
keep("refused/tile-600-times.heic", grown(tiles, end - 4, end, struct.pack(">H", 600) + b"\0\1" * 600, b"meta", b"iref", b"dimg"))
keep("refused/reference-longer.heic", grown(good, end, end, b"\0", b"meta", b"iref", b"dimg"))
# A grid of 12,544 x 16,384 pixels that is told as 64 x 48.
keep("refused/grid-of-12544x16384.heic", patched(good, bytes(4) + b"\0\x40\0\x30", 4, struct.pack(">HH", 12544, 16384)))
