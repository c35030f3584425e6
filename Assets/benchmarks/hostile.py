#!/usr/bin/env python3
"""What hostile photos cost: bombs, loops, giant strips, floods of chunks.

    hostile.py MADF-TUI [FOLDER]      prints a table: file, what comes of it, seconds of processor, MiB of memory; fails beyond a second

Opens each file as a script does, to remove one pixel: those that it makes itself, which are larger than what a repository should hold, and of
each format the costliest of Tests/PhotoTests/Corpus. A start of the program without a photo, of which each figure holds one, comes first.
Seconds and memory are those of the program and of the process that decodes HEIC, AVIF and JPEG XL. Needs Debian's time, libheif-examples and
libjxl-tools, and `pip install pillow brotli`.
"""
import glob, os, struct, subprocess, sys, tempfile, zlib

import brotli
from PIL import Image

CORPUS = os.path.join(os.path.dirname(__file__), "../../Tests/PhotoTests/Corpus")
SIDE = 14200  # squared beyond 200 million
MOST_SECONDS = 1  # for what is refused, and for what tells of no large picture


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, samples, between=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + between + chunk(b"IDAT", samples) + chunk(b"IEND")


def zeros(count):
    """What `count` zeros are deflated to."""
    deflate = zlib.compressobj(9)
    return b"".join(deflate.compress(bytes(1 << 20)) for _ in range(count >> 20)) + deflate.compress(bytes(count & 0xFFFFF)) + deflate.flush()


def pngs():
    small = zlib.compress(bytes(12))
    yield "one color, 201 megapixels", png(SIDE, SIDE, zeros(SIDE * (SIDE + 1)))
    yield "samples of 1 GiB for a picture of 3 x 3", png(3, 3, zeros(1 << 30))
    yield "text of 1 GiB", png(3, 3, small, chunk(b"zTXt", b"a\0\0" + zeros(1 << 30)))
    yield "profile of 1 GiB", png(3, 3, small, chunk(b"iCCP", b"a\0\0" + zeros(1 << 30)))
    yield "a million texts", png(3, 3, small, chunk(b"tEXt", b"a\0b") * 1_000_000)


def jpegs():
    with open(f"{CORPUS}/refused/scan-bomb.jpg", "rb") as file:
        bomb = file.read()
    frame = bomb.index(b"\xff\xc2")
    yield "100 scans of 144 megapixels", bomb[:frame + 5] + struct.pack(">HH", 12000, 12000) + bomb[frame + 9:] + bytes(12000 * 12000 // 8192)
    yield "65 MiB of comments", bomb[:2] + (b"\xff\xfe\xff\xff" + bytes(65533)) * 1040 + bomb[2:]
    yield "20 million empty segments", bomb[:2] + b"\xff\xe5\0\2" * 20_000_000 + bomb[2:]


def tiff(fields, samples=b"", then=0):
    at = 8 + len(samples) + len(samples) % 2
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(fields.items()))
    return b"II*\0" + struct.pack("<I", at) + samples + bytes(len(samples) % 2) + struct.pack("<H", len(fields)) + entries + struct.pack("<I", then)


def tiffs():
    def gray(width, height, samples, **more):
        fields = {256: width, 257: height, 258: 8, 259: 8, 262: 1, 273: 8, 277: 1, 278: height, 279: len(samples)}
        return tiff(fields | {int(tag[1:]): value for tag, value in more.items()}, samples)

    yield "one color, 201 megapixels in a strip", gray(SIDE, SIDE, zeros(SIDE * SIDE))
    yield "a strip of 1.5 GiB", gray(14000, 14000, zeros(14000 * 14000 * 8), t258=64, t339=3)
    yield "a strip of 1 GiB for 3 x 3 pixels", gray(3, 3, zeros(1 << 30))
    first = gray(3, 3, zeros(9))
    end = len(first)
    chain = b"".join(struct.pack("<HHHIIHI", 1, 254, 4, 1, 0, 0, 0)[:14] + struct.pack("<I", end + 18 * (index + 1)) for index in range(200_000))
    yield "200,000 directories", first[:-4] + struct.pack("<I", end) + chain
    count = 1_000_000
    offsets = struct.pack("<I", 8) * count
    strips = tiff({256: 1, 257: count, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 1, 279: 8}, offsets)
    for tag in 273, 279:
        strips = strips.replace(struct.pack("<HHII", tag, 4, 1, 8), struct.pack("<HHII", tag, 4, count, 8))
    yield "a million strips of their own offsets", strips


def boxes(kind, count):
    return (struct.pack(">I", 8) + kind) * count


def box(kind, *parts):
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind + content


def derived(kind, codec, settings, side, derivation, times, width, height, content, folder):
    """A picture of one color, that many times in a grid or upon itself."""
    Image.new("RGB", (side, side), (99, 99, 99)).save(f"{folder}/one.png")
    subprocess.run(["heif-enc", f"{folder}/one.png", "-o", f"{folder}/one.{kind}"], check=True, capture_output=True)
    with open(f"{folder}/one.{kind}", "rb") as file:
        encoded = file.read()

    def part(name):
        place = encoded.index(name)
        return encoded[place + 4:place - 4 + struct.unpack(">I", encoded[place - 4:place])[0]]

    samples, start = part(b"mdat"), box(b"ftyp", kind.encode(), bytes(4), b"mif1", kind.encode())
    item = lambda number, name: box(b"infe", struct.pack(">IHH", 2 << 24, number, 0), name, b"\0")
    # Boxes of lengths that do not change with the place of the samples.
    meta = lambda at: box(
        b"meta", bytes(4), box(b"hdlr", bytes(8), b"pict", bytes(13)), box(b"pitm", struct.pack(">IH", 0, 2)),
        box(b"iinf", struct.pack(">IH", 0, 2), item(1, codec), item(2, derivation)),
        box(b"iref", bytes(4), box(b"dimg", struct.pack(">HH", 2, times), struct.pack(">H", 1) * times)),
        box(b"iprp", box(b"ipco", box(settings, part(settings)), box(b"ispe", struct.pack(">III", 0, side, side)),
                         box(b"ispe", struct.pack(">III", 0, width, height))),
            box(b"ipma", struct.pack(">IIHBBBHBB", 0, 2, 1, 2, 0x81, 2, 2, 1, 3))),
        box(b"iloc", struct.pack(">IBBH", 1 << 24, 0x44, 0, 2), struct.pack(">4H2I", 1, 0, 0, 1, at, len(samples)),
            struct.pack(">4H2I", 2, 1, 0, 1, 0, len(content))),
        box(b"idat", content))
    return start + meta(len(start) + len(meta(0)) + 8) + box(b"mdat", samples)


def overlay(kind, codec, settings, side, times, folder):
    places = bytes(10) + struct.pack(">HH", side, side) + bytes(4) * times
    return derived(kind, codec, settings, side, b"iovl", times, side, side, places, folder)


def grid(kind, codec, settings, side, columns, folder, more=b""):
    width = side * columns
    places = struct.pack(">BBBBII", 0, 1, columns - 1, columns - 1, width, width)
    return derived(kind, codec, settings, side, b"grid", columns * columns, width, width, places, folder) + more


def heifs(folder):
    yield "60,000 pictures upon each other", overlay("heic", b"hvc1", b"hvcC", 2048, 60_000, folder)
    yield "a grid of 48,400 tiles, and as many bytes", grid("heic", b"hvc1", b"hvcC", 64, 220, folder, bytes(48_400))
    yield "one color, 191 megapixels", grid("heic", b"hvc1", b"hvcC", 512, 27, folder)
    start = struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic"
    content = b"\0\0\0\0" + boxes(b"free", 2_000_000)
    yield "2 million empty boxes", start + struct.pack(">I", 8 + len(content)) + b"meta" + content
    deep = b""
    for _ in range(20_000):
        deep = struct.pack(">I", 8 + len(deep)) + b"iprp" + deep
    yield "20,000 boxes in each other", start + struct.pack(">I", 12 + len(deep)) + b"meta\0\0\0\0" + deep


def avifs(folder):
    yield "60,000 pictures upon each other", overlay("avif", b"av01", b"av1C", 2048, 60_000, folder)
    yield "a grid of 48,400 tiles, and as many bytes", grid("avif", b"av01", b"av1C", 64, 220, folder, bytes(48_400))


def jxls(folder):
    for side in SIDE, SIDE - 200:
        Image.new("L", (side, side), 99).save(f"{folder}/one.png")
        subprocess.run(["cjxl", "-d", "0", "-e", "1", f"{folder}/one.png", f"{folder}/one.jxl"], check=True, capture_output=True)
        with open(f"{folder}/one.jxl", "rb") as file:
            yield f"one color, {side * side // 1_000_000} megapixels", file.read()
    with open(f"{CORPUS}/opened/bare.jxl", "rb") as file:
        bare = file.read()
    start = struct.pack(">I", 12) + b"JXL \r\n\x87\n" + struct.pack(">I", 20) + b"ftypjxl \0\0\0\0jxl "
    picture = struct.pack(">I", 8 + len(bare)) + b"jxlc" + bare
    bomb = b"xml " + brotli.compress(bytes(1 << 30), quality=5)
    yield "XMP of 1 GiB", start + struct.pack(">I", 8 + len(bomb)) + b"brob" + bomb + picture
    yield "2 million empty boxes", start + picture + boxes(b"mine", 2_000_000)


def webps():
    with open(glob.glob(f"{CORPUS}/opened/exif-empty.webp")[0], "rb") as file:
        good = file.read()
    flood = good + (b"abcd" + bytes(4)) * 5_000_000
    yield "5 million empty chunks", b"RIFF" + struct.pack("<I", len(flood) - 8) + flood[8:]


def cost(program, path, folder):
    """What comes of a file, seconds of processor and MiB."""
    # A process that Python starts would count Python's own memory for its.
    command = ["/usr/bin/time", "-q", "-o", f"{folder}/used", "-f", "%U %S %M", program, "--quiet", "--force", "--box", "0,0,1,1", path]
    done = subprocess.run([*command, "-o", f"{folder}/result.png"], capture_output=True, text=True)
    with open(f"{folder}/used") as file:
        user, system, memory = map(float, file.read().split())
    answer = f"ENDED BY {done.returncode}"
    if done.returncode <= 1:
        answer = done.stderr.split(path)[-1].strip(" :,\n") if done.returncode else "opened"
    return answer, user + system, memory / 1024


def main():
    program = os.path.abspath(sys.argv[1])
    bad = 0
    print("| file | what comes of it | s | MiB |\n|---|---|---|---|")

    def row(what, found):
        nonlocal bad
        answer, seconds, memory = found
        bad += seconds > MOST_SECONDS or answer.startswith("ENDED")
        print(f"| {what} | {answer} | {seconds:.2f} | {memory:.0f} |", flush=True)

    with tempfile.TemporaryDirectory() as scratch:
        folder = sys.argv[2] if len(sys.argv) > 2 else scratch
        row("none", cost(program, f"{folder}/nothing.png", folder))
        for extension, made in ("jpg", jpegs()), ("png", pngs()), ("tif", tiffs()), ("webp", webps()), ("heic", heifs(folder)), (
            "avif", avifs(folder)), ("jxl", jxls(folder)):
            for what, data in made:
                path = f"{folder}/hostile.{extension}"
                with open(path, "wb") as file:
                    file.write(data)
                row(f"{extension}: {what}", cost(program, path, folder))
        for extension in "jpg", "png", "tif", "webp", "heic", "avif", "jxl":
            paths = glob.glob(f"{CORPUS}/*/*.{extension}")
            costs = {path: cost(program, path, folder) for path in paths}
            for index, what in (1, "seconds"), (2, "memory"):
                path = max(paths, key=lambda path: costs[path][index])
                row(f"{extension}: {os.path.basename(path)}, of {len(paths)} the most {what}", costs[path])
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
