#!/usr/bin/env python3
"""What a save leaves as it was, in files of other programs: kinds of a format x orientations x depths.

    formats.py MADF-TUI [FOLDER]      prints a line for each format, and one for each file in which something is amiss

Makes photos with libvips, Pillow, `cjxl` and `exiftool`, removes a rectangle from each, saves it in its own format and as PNG, and looks whether
pixels outside it are the same (of JPEG some blocks beside it change), whether tags and unknown data are the same, and whether libvips,
Pillow and exiftool read the result without complaint. Of what is encoded anew as a whole with loss (HEIC, AVIF) only size and tags count.
Needs Debian's libvips-tools, libheif-examples, libjxl-tools, libimage-exiftool-perl, and `pip install pyvips pillow numpy`.
"""
import collections, json, os, re, shutil, subprocess, sys, tempfile

import numpy
import pyvips
from PIL import Image, PngImagePlugin

WIDTH, HEIGHT = 192, 144
# In the upright picture, whichever way it lies; and how far changes may reach around it in JPEG, in blocks of 16
# and what smoothing takes of the next.
X, Y, SIDE = 60, 50, 24
REACH = 32
MARK = b"a mark of formats.py"
ALL = range(1, 9)
# Formats that say themselves how they lie, and are written upright.
UPRIGHT = ("heic", "avif", "jxl")
TAGS = ["-Artist=Somebody", "-Copyright=mine", "-XMP-dc:Title=A title", "-XResolution=150", "-YResolution=150", "-ResolutionUnit=inches"]
# What tells where things lie, how they are packed, or what the pixels have.
PLACES = re.compile(
    "^(SourceFile|ExifTool.*|System:.*|File:.*|Composite:.*|.*:(Strip|Tile)(Offsets|ByteCounts)|.*:(Thumbnail|Preview|JpgFromRaw).*"
    "|.*:(Compression|Predictor|RowsPerStrip|JPEGTables|WhitePoint|ColorMap)|RIFF:.*|PNG:(Palette|ColorType)|JUMBF:.*)$")


def picture(channels, deep=False):
    """Shades with some grain."""
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    grain = numpy.random.default_rng(1).integers(0, 12, (HEIGHT, WIDTH, channels))
    planes = numpy.stack([x, y + 40, (x + y) // 2, 255 - x // 2, x][:channels], 2) + grain
    planes = numpy.clip(planes, 1, 254)
    return (planes * 257 + grain * 7).astype(numpy.uint16) if deep else planes.astype(numpy.uint8)


def vips(channels, deep=False, kind=None):
    interpretation = kind or {1: "b-w", 2: "b-w", 3: "srgb", 4: "srgb"}[channels]
    if deep:
        interpretation = {"b-w": "grey16", "srgb": "rgb16"}.get(interpretation, interpretation)
    return pyvips.Image.new_from_array(picture(channels, deep)).copy(interpretation=interpretation)


def jpegs(folder):
    for name, mode, options in [
        ("444", "RGB", dict(subsampling=0)), ("422", "RGB", dict(subsampling=1)), ("420", "RGB", dict(subsampling=2)),
        ("progressive", "RGB", dict(progressive=True)), ("optimized", "RGB", dict(optimize=True)), ("gray", "L", {}), ("cmyk", "CMYK", {}),
        ("low", "RGB", dict(quality=30)), ("restarts", "RGB", dict(restart_marker_blocks=5)),
    ]:
        channels = len(Image.new(mode, (1, 1)).getbands())
        image = Image.fromarray(numpy.squeeze(picture(channels)), mode)
        image.save(f"{folder}/{name}.jpg", **{"quality": 90, "dpi": (150, 150), **options})
        with open(f"{folder}/{name}.jpg", "rb+") as file:
            data = file.read()
            segment = b"\xff\xea" + (len(MARK) + 2).to_bytes(2, "big") + MARK
            file.seek(0)
            # Behind JFIF's segment, or Adobe's.
            first = 4 + int.from_bytes(data[4:6], "big")
            file.write(data[:first] + segment + data[first:])


def pngs(folder):
    private = PngImagePlugin.PngInfo()
    private.add(b"prVt", MARK)
    private.add_text("Title", "A title")
    for mode in "1", "L", "LA", "P", "RGB", "RGBA":
        source = {"L": 1, "LA": 2, "RGBA": 4}.get(mode, 3)
        image = Image.fromarray(numpy.squeeze(picture(source)), {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[source])
        image.convert(mode).save(f"{folder}/{mode.lower()}.png", pnginfo=private)
    for channels in 1, 2, 3, 4:
        vips(channels, deep=True).write_to_file(f"{folder}/{channels}x16.png")
    vips(3).write_to_file(f"{folder}/interlaced.png[interlace]")


def tiffs(folder):
    for compression in "none", "lzw", "deflate", "packbits", "zstd", "jpeg":
        for layout, options in ("strips", ""), ("tiles", ",tile,tile-width=64,tile-height=64"):
            for channels, deep in (3, False), (1, False), (3, True), (4, False):
                if compression == "jpeg" and (deep or channels == 4):
                    continue
                kind = f"{compression}-{layout}-{channels}x{16 if deep else 8}"
                vips(channels, deep).write_to_file(f"{folder}/{kind}.tif[compression={compression}{options}]")
    vips(4, kind="cmyk").write_to_file(f"{folder}/cmyk.tif[compression=lzw]")
    for kind in "labq", "labs":
        vips(3).colourspace(kind).write_to_file(f"{folder}/{kind}.tif[compression=lzw]")
    (vips(3).cast("float") / 255).copy(interpretation="scrgb").write_to_file(f"{folder}/float.tif")
    vips(3).write_to_file(f"{folder}/bigtiff.tif[bigtiff,compression=lzw]")
    vips(1).write_to_file(f"{folder}/bilevel.tif[compression=ccittfax4,bitdepth=1]")
    Image.fromarray(picture(3)).convert("P").save(f"{folder}/palette.tif")


def webps(folder):
    for channels in 3, 4:
        for name, options in ("lossless", "lossless"), ("lossy", "Q=80"):
            vips(channels).write_to_file(f"{folder}/{name}-{channels}.webp[{options}]")


def heifs(folder):
    for extension, compression in ("heic", "hevc"), ("avif", "av1"):
        for channels in 3, 4:
            vips(channels).write_to_file(f"{folder}/{channels}x8.{extension}[compression={compression},Q=90]")
    vips(3, True).write_to_file(f"{folder}/3x10.heic[compression=hevc,Q=90,bitdepth=10]")
    vips(3, True).write_to_file(f"{folder}/3x12.avif[compression=av1,Q=90,bitdepth=12]")


def jxls(folder):
    for channels in 1, 2, 3, 4:
        for deep in False, True:
            vips(channels, deep).write_to_file(f"{folder}/source.png")
            subprocess.run(["cjxl", "-d", "0", f"{folder}/source.png", f"{folder}/{channels}x{16 if deep else 8}.jxl"], check=True, capture_output=True)
    subprocess.run(["cjxl", "-d", "1", f"{folder}/source.png", f"{folder}/lossy.jxl"], check=True, capture_output=True)
    os.remove(f"{folder}/source.png")


def exiftool(*arguments):
    return subprocess.run(["exiftool", "-q", "-m", *arguments], capture_output=True, text=True).stdout


def make(folder):
    for maker in jpegs, pngs, tiffs, webps, heifs, jxls:
        plain = f"{folder}/{maker.__name__}"
        os.mkdir(plain)
        maker(plain)
        for name in os.listdir(plain):
            stem, extension = name.rsplit(".", 1)
            for orientation in (1,) if extension in UPRIGHT else ALL:
                shutil.copy(f"{plain}/{name}", f"{folder}/in/{stem}-{extension}-o{orientation}.{extension}")
    photos = [f"{folder}/in/{name}" for name in os.listdir(f"{folder}/in")]
    exiftool("-overwrite_original", *TAGS, *photos)
    exiftool("-overwrite_original", "-IPTC:Keywords=a keyword", *[path for path in photos if path.endswith(("jpg", "tif"))])
    for orientation in ALL:
        turned = [path for path in photos if f"-o{orientation}." in path and not path.endswith(UPRIGHT)]
        exiftool("-overwrite_original", f"-Orientation#={orientation}", *turned)


def opened(path):
    """The upright picture."""
    image = pyvips.Image.new_from_file(path, access="sequential", fail_on="warning")
    return image.autorot().numpy()


def tags(folder):
    """Of all files of a folder, by name: the tags, and what exiftool complains of."""
    found = {}
    for entry in json.loads(exiftool("-j", "-G1", "-a", "-validate", "-warning", "-error", "-All:All", folder) or "[]"):
        words = [str(value) for key, value in entry.items() if key.startswith("ExifTool:") and ("Warning" in key or "Error" in key)]
        complaints = {re.sub(r"\d+", "N", word) for word in words if "inor" not in word[:8]}
        kept = {key: value for key, value in entry.items() if not PLACES.match(key)}
        found[os.path.basename(entry["SourceFile"])] = kept, complaints
    return found


def refusal(path):
    """Why Pillow does not open a file of a format that it knows; of 16 bits in RGB it knows none in TIFF."""
    if not path.endswith(("jpg", "png", "tif", "webp")):
        return set()
    try:
        with Image.open(path) as image:
            image.load()
        return set()
    except Exception as error:
        return {f"Pillow: {type(error).__name__}"}


def amiss(source, result, told, kept):
    """What is amiss with a result; `told` and `kept` are tags and complaints of the photo and of it."""
    before, after = source.rsplit(".", 1)[1], result.rsplit(".", 1)[1]
    isLossy = after in ("heic", "avif")
    try:
        old, new = opened(source), opened(result)
    except Exception as error:
        return [f"libvips: {error}".replace("\n", " ")]
    found = []
    if before == after or not isLossy:
        if old.shape[:2] != new.shape[:2]:
            return [f"{old.shape} became {new.shape}"]
        reach = REACH if after == "jpg" or after == "tif" and "jpeg-" in result else 0
        outside = numpy.ones(old.shape[:2], bool)
        outside[max(0, Y - reach):Y + SIDE + reach, max(0, X - reach):X + SIDE + reach] = False
        if old.shape == new.shape and old.dtype == new.dtype and not isLossy:
            # Of HEIC and AVIF with more than 8 bits, libvips leaves the lowest of 16 empty.
            slack = 64 if before in ("heic", "avif") and old.dtype == numpy.uint16 else 0
            different = numpy.count_nonzero((abs(old.astype(float) - new) > slack)[outside])
            if different:
                found.append(f"{different} samples outside differ")
        elif old.shape != new.shape and before == after:
            found.append(f"{old.shape} became {new.shape}")
    one, other = told[0], kept[0]
    if before == after:
        changed = [key for key in one if one[key] != other.get(key)] + [key for key in other if key not in one]
        if after in UPRIGHT:
            # Written anew from what the file says.
            changed = [key for key in changed if key.split(":")[0] in ("IFD0", "ExifIFD", "XMP-dc")]
        if changed:
            found.append("tags: " + ", ".join(changed))
        with open(source, "rb") as photo, open(result, "rb") as saved:
            if MARK in photo.read() and MARK not in saved.read():
                found.append("unknown data is lost")
    else:
        for key in "Artist", "Title", "Resolution":
            if key in " ".join(one) and not any(key in name or "Pixels" in name for name in other):
                found.append(f"{key} is lost")
    return found + sorted((kept[1] | refusal(result)) - (told[1] | refusal(source)))


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else scratch
        for name in "in", "own", "png":
            os.makedirs(f"{folder}/{name}")
        make(folder)
        box = f"{X},{Y},{SIDE},{SIDE}"
        names = sorted(os.listdir(f"{folder}/in"))
        count, bad = collections.Counter(), collections.Counter()
        told = tags(f"{folder}/in")
        batch = [program, "--quiet", "--force", "--grow", "0", "--box", box]
        subprocess.run([*batch, "--output-dir", f"{folder}/own", f"{folder}/in"], capture_output=True)
        for target in "own", "png":
            refused, results = {}, {}
            for name in names:
                stem, extension = name.rsplit(".", 1)
                results[name] = f"{folder}/own/{name}" if target == "own" else f"{folder}/png/{stem}.png"
                # Two orientations are enough where all is written upright.
                if target == "png" and (extension == "png" or "-o1" not in name and "-o6" not in name):
                    del results[name]
                elif target == "png" or extension in UPRIGHT:
                    command = [*batch, f"{folder}/in/{name}", "-o", results[name]]
                    refused[name] = subprocess.run(command, capture_output=True, text=True).stderr.strip()
            kept = tags(f"{folder}/{target}")
            for name in results:
                extension = name.rsplit(".", 1)[1]
                kind = extension if target == "own" else f"{extension} to png"
                result = os.path.basename(results[name])
                found = [refused.get(name, "not saved")] if result not in kept else amiss(f"{folder}/in/{name}", results[name], told[name], kept[result])
                count[kind] += 1
                bad[kind] += bool(found)
                for line in found:
                    print(f"{name} to {target}: {line}")
        for kind in count:
            print(f"{kind}: {count[kind]} saved, {bad[kind]} with something amiss")


if __name__ == "__main__":
    main()
