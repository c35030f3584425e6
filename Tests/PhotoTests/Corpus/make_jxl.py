#!/usr/bin/env python3
"""Makes the JPEG XL files of this folder; needs libjxl's `cjxl`, and `pip install Pillow`."""
import os
import struct
import subprocess
import tempfile

from PIL import Image

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def keep(name, data):
    with open(name, "wb") as file:
        file.write(data)


def encoded(image, extension, *options):
    with tempfile.TemporaryDirectory() as folder:
        picture, target = f"{folder}/a.{extension}", folder + "/a.jxl"
        image.save(picture)
        subprocess.run(["cjxl", picture, target, *options], check=True, capture_output=True)
        with open(target, "rb") as file:
            return file.read()


gradient = Image.linear_gradient("L").resize((64, 48))
good = encoded(gradient.convert("RGB"), "png", "-d", "0", "--container=1")
bare = encoded(gradient.convert("RGB"), "png", "-d", "0")
keep("opened/of-a-jpeg.jxl", encoded(gradient.convert("RGB"), "jpg"))
keep("opened/lossy-gray.jxl", encoded(gradient, "png", "-d", "2"))
keep("opened/bare.jxl", bare)
keep("opened/unknown-box.jxl", good + struct.pack(">I", 12) + b"mine" + b"data")
keep("refused/half.jxl", good[:len(good) // 2])
keep("refused/bare-half.jxl", bare[:len(bare) // 2])
keep("refused/signature-alone.jxl", good[:12])
keep("refused/box-past-end.jxl", good[:12] + b"\x7f\xff\xff\xff" + good[16:])
# The size is in the first bits of the codestream: one for a small picture, or two for the kind of number, and 30 bits.
keep("refused/claims-a-billion-squared.jxl", b"\xff\x0a" + (0b1111 | 0x3fffffff << 3).to_bytes(5, "little") + b"\xff" * 40)
keep("refused/picture-of-ones.jxl", bare[:8] + b"\xff" * (len(bare) - 8))
keep("refused/endless-boxes.jxl", good[:32] + (struct.pack(">I", 8) + b"mine") * 2000)
# One color, and far fewer bytes than a photo of that size has.
keep("refused/empty-36-megapixels.jxl", encoded(Image.new("L", (6000, 6000), 99), "png", "-d", "4", "-e", "3"))
