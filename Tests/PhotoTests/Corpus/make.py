#!/usr/bin/env python3
"""Makes the bad files of this folder from good ones; needs ImageMagick's `convert`. Files that a fuzzer found are not made here.

What is in `refused` must give an error, what is in `opened` a photo that can be saved."""
import os
import struct
import subprocess
import zlib

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def keep(name, data):
    with open(name, "wb") as file:
        file.write(data)


def jpeg(*options, width=24, height=16):
    pixels = bytes((x * 9 + y * y + c * 40) % 256 for y in range(height) for x in range(width) for c in range(3))
    picture = b"P6 %d %d 255\n" % (width, height) + pixels
    return subprocess.run(["convert", "ppm:-", "-sampling-factor", "2x2", "-quality", "60", *options, "jpg:-"], input=picture, capture_output=True, check=True).stdout


def at(data, marker):
    return data.index(b"\xff" + bytes([marker]))


def patched(data, position, new):
    return data[:position] + new + data[position + len(new):]


def with_segment(data, marker, payload):
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload + data[2:]


def without(data, marker):
    start = at(data, marker)
    length = struct.unpack(">H", data[start + 2:start + 4])[0]
    return data[:start] + data[start + 2 + length:]


def chunk(kind, payload=b""):
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def png(width=4, height=4, depth=8, color=2, between=b"", samples=None, end=chunk(b"IEND"), interlace=0):
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color]
    row = b"\0" + bytes(17 * i % 251 for i in range((width * channels * depth + 7) // 8)) if width < 10000 else b""
    samples = zlib.compress(row * min(height, 100)) if samples is None else samples
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + between + chunk(b"IDAT", samples) + end


def entry(tag, kind, count, value):
    return struct.pack(">HHII", tag, kind, count, value)


def exif(*entries, link=0, rest=b""):
    return b"MM\0\x2a\0\0\0\x08" + struct.pack(">H", len(entries)) + b"".join(entries) + struct.pack(">I", link) + rest


good, progressive = jpeg(), jpeg("-interlace", "JPEG")
frame, scan, table = at(good, 0xC0), at(good, 0xDA), at(good, 0xC4)

for name, cut in [("signature", 3), ("quantization-table", at(good, 0xDB) + 20), ("frame", frame + 9),
                  ("huffman-table", table + 30), ("scan-header", scan + 6), ("samples", scan + 40)]:
    keep(f"refused/truncated-in-{name}.jpg", good[:cut])
keep("refused/truncated-in-progressive-scan.jpg", progressive[:len(progressive) - 60])
keep("opened/end-marker-missing.jpg", good[:-2])
keep("refused/claims-65500-squared.jpg", patched(good, frame + 5, struct.pack(">HH", 65500, 65500)))
keep("refused/claims-13000-squared.jpg", patched(good, frame + 5, struct.pack(">HH", 13000, 13000)))
keep("refused/zero-width.jpg", patched(good, frame + 7, b"\0\0"))
keep("refused/zero-height.jpg", patched(good, frame + 5, b"\0\0"))
keep("refused/precision-12.jpg", patched(good, frame + 4, b"\x0c"))
keep("refused/lossless.jpg", patched(good, frame + 1, b"\xc3"))
keep("refused/hierarchical.jpg", patched(good, frame + 1, b"\xc5"))
keep("refused/sampling-zero.jpg", patched(good, frame + 11, b"\x00"))
keep("refused/sampling-three-to-two.jpg", patched(good, frame + 11, b"\x33\x01\x22"))
keep("refused/nine-components.jpg", patched(good, frame + 9, b"\x09"))
keep("refused/two-frames.jpg", good[:scan] + good[frame:frame + 19] + good[scan:])
keep("refused/no-frame.jpg", without(good, 0xC0))
keep("refused/no-scan.jpg", good[:scan] + b"\xff\xd9")
keep("refused/huffman-overfull.jpg", patched(good, table + 5, b"\xff" * 16))
keep("refused/huffman-oversubscribed.jpg", patched(good, table + 5, b"\x03" + bytes(9) + b"\x09" + bytes(5)))
keep("opened/huffman-table-missing.jpg", without(good, 0xC4))
keep("refused/quantization-table-missing.jpg", without(without(good, 0xDB), 0xDB))
keep("opened/segment-length-zero.jpg", patched(good, at(good, 0xE0) + 2, b"\0\0"))
keep("refused/segment-length-past-end.jpg", patched(good, table + 2, b"\xff\xff"))
keep("refused/only-markers.jpg", b"\xff\xd8" + b"\xff\xd9" * 100)
first = at(progressive, 0xDA)
header = first + 2 + struct.unpack(">H", progressive[first + 2:first + 4])[0]
body = progressive[first:progressive.index(b"\xff\xc4", header)]
keep("refused/scan-bomb.jpg", progressive[:first] + body * 120 + b"\xff\xd9")
keep("opened/samples-corrupt.jpg", patched(good, scan + 20, b"\x55" * 12))
for name, block in [
    ("directory-loop", exif(entry(0x112, 3, 1, 6 << 16), link=8)),
    ("directories-loop", exif(entry(0x112, 3, 1, 1 << 16), link=26, rest=struct.pack(">HI", 0, 8))),
    ("offsets-outside", exif(entry(0x201, 4, 1, 0xFFFFFFF0), entry(0x202, 4, 1, 0xFFFFFFFF), link=8)),
    ("counts-huge", exif(entry(0x112, 3, 0xFFFFFFFF, 4), entry(0x111, 4, 0xFFFFFFFF, 8), entry(0x117, 4, 0xFFFFFFFF, 8), link=8)),
    ("entries-past-end", exif()[:8] + b"\xff\xff\0\0"),
    ("orientation-99", exif(entry(0x112, 3, 1, 99 << 16))),
    ("empty", b""),
    ("subdirectory-of-itself", exif(entry(0x14A, 4, 1, 8), entry(0x14A, 4, 0xFFFFFFFF, 0))),
    ("description-of-itself", exif(entry(0x8769, 4, 1, 8), entry(0x8825, 4, 1, 8), link=1)),
    # Each of 60 directories in a chain says that 4,000 strips lie anywhere.
    ("strips-everywhere", exif(link=14, rest=b"".join(
        struct.pack(">H", 2) + entry(0x111, 3, 4000, 14) + entry(0x117, 3, 4000, 14) + struct.pack(">I", 44 + 30 * i)
        for i in range(60)) + b"\1" * 40000)),
]:
    keep(f"opened/exif-{name}.jpg", with_segment(good, 0xE1, b"Exif\0\0" + block))
    keep(f"opened/exif-{name}.png", png(between=chunk(b"eXIf", block)))
keep("opened/profile-part-missing.jpg", with_segment(good, 0xE2, b"ICC_PROFILE\0\1\2abc"))
keep("opened/profile-nonsense.jpg", with_segment(good, 0xE2, b"ICC_PROFILE\0\1\1" + b"abc" * 60))
keep("opened/photoshop-length-outside.jpg", with_segment(good, 0xED, b"Photoshop 3.0\x008BIM\x04\x0c\0\0\xff\xff\xff\xffabc"))
keep("opened/picture-behind-no-end.jpg", good[:-2] + good)
keep("opened/comment-too-short.jpg", with_segment(good, 0xFE, b"said to be shorter").replace(b"\xff\xfe\0\x14", b"\xff\xfe\0\x08"))
keep("refused/comment-that-swallows-tables.jpg", with_segment(good, 0xFE, b"said to be longer").replace(b"\xff\xfe\0\x13", b"\xff\xfe\2\x8a"))
keep("opened/tables-behind-last-scan.jpg", good[:-2] + b"\xff\xdb\0\x43\0" + b"\x63" * 64 + b"\xff\xd9")
keep("opened/xmp-unclosed.jpg", with_segment(good, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<a xmpGImg:image='/9j/<b><xmp:Thumbnails>"))

whole = png()
for name, cut in [("signature", 8), ("header", 20), ("samples", len(whole) - 20), ("end", len(whole) - 5)]:
    keep(f"refused/truncated-in-{name}.png", whole[:cut])
keep("refused/claims-2-gigapixel-sides.png", png(width=0x7FFFFFFF, height=0x7FFFFFFF, samples=b"x"))
keep("refused/claims-14000-squared.png", png(width=14000, height=14000))
keep("refused/zero-width.png", png(width=0, samples=zlib.compress(b"\0")))
keep("refused/zero-height.png", png(height=0, samples=zlib.compress(b"\0")))
keep("refused/depth-3.png", patched(whole, 24, b"\x03"))
keep("refused/header-crc.png", patched(whole, 29, b"\0\0\0\0"))
keep("refused/samples-crc.png", patched(whole, len(whole) - 16, b"\0\0\0\0"))
keep("opened/text-crc.png", png(between=chunk(b"tEXt", b"a\0b")[:-4] + b"\0\0\0\0"))
keep("refused/samples-too-few.png", png(samples=zlib.compress(b"\0" * 20)))
keep("opened/samples-too-many.png", png(samples=zlib.compress(b"\0" * 5000)))
keep("refused/samples-no-zlib.png", png(samples=b"not zlib data"))
keep("refused/filter-9.png", png(samples=zlib.compress(b"\x09" + b"\0" * 12)))
keep("refused/no-samples.png", whole[:33] + chunk(b"IEND"))
keep("refused/no-header.png", whole[:8] + whole[33:])
keep("refused/chunk-length-past-end.png", patched(whole, 33, b"\x7f\xff\xff\xff"))
keep("refused/chunk-name.png", png(between=chunk(b"a\0cd")))
keep("refused/unknown-critical-chunk.png", png(between=chunk(b"ABCD")))
keep("opened/animation.png", png(between=chunk(b"acTL", struct.pack(">II", 2, 0))))
keep("refused/palette-missing.png", png(color=3))
keep("opened/palette-index-outside.png", png(color=3, between=chunk(b"PLTE", bytes(6))))
keep("opened/palette-longer-than-depth.png", png(color=3, depth=1, between=chunk(b"PLTE", bytes(range(30)))))
keep("refused/palette-length-7.png", png(color=3, between=chunk(b"PLTE", bytes(7))))
keep("opened/transparency-longer-than-palette.png", png(color=3, between=chunk(b"PLTE", bytes(6)) + chunk(b"tRNS", bytes(9))))
keep("opened/transparency-of-3-bytes.png", png(color=0, between=chunk(b"tRNS", bytes(3))))
keep("opened/transparency-beside-alpha.png", png(color=4, between=chunk(b"tRNS", bytes(4))))
# More than the 32 MiB that a profile may have, and two that are not inflated at all.
keep("opened/profile-bomb.png", png(between=chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(33 << 20), 9))))
flat = zlib.compress(bytes(8 << 20), 9)
keep("opened/text-bomb.png", png(between=chunk(b"zTXt", b"a\0\0" + flat)))
keep("opened/international-text-bomb.png", png(between=chunk(b"iTXt", b"a\0\1\0\0\0" + flat)))
tags = zlib.compress(b"<" * (8 << 20), 9)
keep("opened/tags-only-bomb.png", png(between=chunk(b"zTXt", b"a\0\0" + tags)))
keep("opened/attribute-spaces-bomb.png", png(between=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"<a" + b" " * (8 << 20) + b">", 9))))
keep("opened/text-bombs.png", png(between=chunk(b"zTXt", b"a\0\0" + flat) * 20))
keep("opened/xmp-keyword-alone.png", png(between=chunk(b"tEXt", b"XML:com.adobe.xmp\0")))
keep("opened/profile-no-zlib.png", png(between=chunk(b"iCCP", b"a\0\0not zlib")))
keep("opened/profile-nonsense.png", png(between=chunk(b"iCCP", b"a\0\0" + zlib.compress(b"abc" * 60))))
keep("opened/profile-name-unended.png", png(between=chunk(b"iCCP", b"a" * 90)))
keep("refused/neither.png", b"GIF89a" + bytes(20))
keep("refused/empty.png", b"")

# Gain maps behind the picture: whole, ended early, of another shape, and with an index and a list that lead nowhere.
ISO = b"urn:iso:std:iso:ts:21496:-1\0"


def with_map(photo, map):
    photo = with_segment(photo, 0xE2, b"MPF\0MM\0\x2a\xff\xff\xff\xff" + bytes(8))
    lists = b"<x:xmpmeta><rdf:RDF><rdf:Description Item:Semantic=\"GainMap\"><Container:Directory/></rdf:Description>"
    return with_segment(photo, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + lists) + map


gray = ["-colorspace", "Gray", "-strip"]
gains = with_segment(jpeg(*gray, width=12, height=8), 0xE2, ISO + bytes(8))
keep("opened/gain-map.jpg", with_map(jpeg(*gray), gains))
keep("opened/gain-map-ended-early.jpg", with_map(jpeg(*gray), gains[:-40]))
keep("opened/gain-map-of-other-shape.jpg", with_map(jpeg(*gray), with_segment(jpeg(*gray, width=8, height=32), 0xE2, ISO + bytes(8))))
keep("opened/gain-map-progressive.jpg", with_map(jpeg(*gray), with_segment(jpeg("-interlace", "JPEG", *gray, width=12, height=8), 0xE2, ISO)))
