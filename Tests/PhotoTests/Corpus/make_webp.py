#!/usr/bin/env python3
"""Makes the bad WebP files of this folder from good ones; needs libwebp's `cwebp`."""
import os
import struct
import subprocess

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def keep(name, data):
    with open(name, "wb") as file:
        file.write(data)


def patched(data, position, new):
    return data[:position] + new + data[position + len(new):]


def riff(*chunks, length=None):
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body) if length is None else length) + body


def part(kind, payload=b"", length=None):
    return kind + struct.pack("<I", len(payload) if length is None else length) + payload + b"\0" * (len(payload) % 2)


def webp(*options):
    """The chunks of samples."""
    pixels = bytes((x * 9 + y * y + c * 40) % 256 for y in range(16) for x in range(24) for c in range(3))
    picture = b"P6\n24 16\n255\n" + pixels
    return subprocess.run(["cwebp", "-quiet", *options, "-o", "-", "--", "-"], input=picture, capture_output=True, check=True).stdout[12:]


def says(flags, width=24, height=16):
    return part(b"VP8X", struct.pack("<I", flags) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3])


exact, lossy = webp("-lossless"), webp("-q", "60")
keep("refused/animation.webp", riff(says(2), part(b"ANIM", bytes(6)), part(b"ANMF", bytes(16) + exact)))
keep("refused/length-past-end.webp", riff(exact, length=4000))
keep("refused/chunk-past-end.webp", riff(part(b"VP8L", exact[8:], length=4000)))
keep("refused/no-picture.webp", riff(says(0), part(b"EXIF", bytes(8))))
keep("refused/samples-of-nothing.webp", riff(part(b"VP8L")))
keep("refused/signature.webp", riff(patched(exact, 8, b"\0")))
keep("refused/half-of-samples.webp", riff(part(b"VP8L", exact[8:len(exact) // 2])))
keep("refused/claims-16384-squared.webp", riff(patched(exact, 9, b"\xff\xff\xff\x0f")))
keep("refused/partition-past-end.webp", riff(patched(lossy, 8, b"\xf0\xff\xff")))
keep("refused/interframe.webp", riff(patched(lossy, 8, bytes([lossy[8] | 1]))))
keep("refused/sides-differ.webp", riff(says(0, 25, 17), exact))
keep("opened/behind-the-file.webp", riff(exact) + b"behind")
keep("opened/flags-without-chunks.webp", riff(says(0x3C), exact))
keep("opened/chunk-past-end-behind-picture.webp", riff(says(0), exact, part(b"mine", b"1234", length=9999)))
keep("opened/profile-nonsense.webp", riff(says(0x20), part(b"ICCP", b"abc" * 60), lossy))
keep("opened/exif-directory-loop.webp", riff(says(8), exact, part(b"EXIF", b"MM\0\x2a\0\0\0\x08\0\1" + struct.pack(">HHIII", 0x8769, 4, 1, 8, 8))))
keep("opened/exif-empty.webp", riff(says(8), exact, part(b"EXIF")))
keep("opened/chunk-name.webp", riff(says(0), part(b"\xff\0\x80a"), exact, part(b"\xfe\xff\xfd\xfc", b"123")))
keep("opened/two-profiles.webp", riff(says(0x20), part(b"ICCP", b"a"), part(b"ICCP", b"b"), exact, part(b"ICCP", b"c")))
