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
