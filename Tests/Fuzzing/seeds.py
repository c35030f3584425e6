"""Writes small inputs for a fuzz target to begin with: seeds.py TARGET FOLDER"""
import glob
import io
import json
import struct
import sys
import zipfile
import zlib


def text(value):
    return b"X" + struct.pack("<I", len(value)) + value


def integer(value):
    return b"K" + bytes([value])


def tensor(key, shape, strides):
    """A float32 tensor over storage `key` of four elements."""
    sides = lambda values: b"(" + b"".join(map(integer, values)) + b"t"
    storage = b"(" + text(b"storage") + b"ctorch\nFloatStorage\n" + text(key) + text(b"cpu") + integer(4) + b"NtQ"
    return (b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + integer(0) + sides(shape) + sides(strides) +
            b"\x89ccollections\nOrderedDict\n)RtR")


def dictionary(entries):
    return b"\x80\x02}q\x00(" + b"".join(text(name) + value for name, value in entries) + b"u."


def pickles():
    weights = dictionary([(b"module.enc.weight", tensor(b"0", [2, 2], [2, 1])), (b"b", tensor(b"0", [2], [2]))])
    values = struct.pack("<q4f", 4, 1, 2, 3, 4)
    yield weights + b"\x80\x02]q\x01" + text(b"0") + b"a." + values
    nested = dictionary([(b"step", integer(7)), (b"model", weights[2:-1])])
    yield nested + b"\x80\x02]q\x01(" + text(b"0") + b"e." + values
    yield b"\x80\x04\x95\x10\0\0\0\0\0\0\0}\x94\x8c\x01a\x8c\x05torch\x8c\x0cFloatStorage\x93s."
    for folder in "archive/", "":
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(folder + "data.pkl", weights)
            archive.writestr(folder + "byteorder", "little")
            archive.writestr(folder + "data/0", values[8:])
        yield file.getvalue()


def safetensors():
    def file(header, data):
        return struct.pack("<Q", len(header)) + header.encode() + data
    entry = lambda kind, shape, start, end: {"dtype": kind, "shape": shape, "data_offsets": [start, end]}
    yield file(json.dumps({"a.weight": entry("F32", [2, 2], 0, 16)}), bytes(16))
    yield file(json.dumps({
        "__metadata__": {"working_size": "256", "\u00e9\\": "\n"}, "a.running_var": entry("F16", [3], 0, 6),
        "filter_gen_1.conv.0.weight": entry("F32", [1, 1, 1, 1], 6, 10), "none": entry("F32", [0], 10, 10),
    }), bytes(10))


def samples_open():
    """The corpus's PNG files with their samples open, and the mark for that in the signature; see Mending.swift."""
    for path in sorted(glob.glob("Tests/PhotoTests/Corpus/opened/*.png")):
        with open(path, "rb") as source:
            file = source.read(1024)
        seed, position = file[:1] + b"Q" + file[2:8], 8
        while position + 12 <= len(file):
            (length,) = struct.unpack(">I", file[position:position + 4])
            kind, payload = file[position + 4:position + 8], file[position + 8:position + 8 + length]
            try:
                payload = zlib.decompress(payload) if kind == b"IDAT" else payload
            except zlib.error:
                pass
            seed += struct.pack(">I", len(payload)) + kind + payload + bytes(4)
            position += 12 + length
        yield seed


def configurations():
    yield b"# mine\ncolor = 256\nmouse = no\nkey.undo = z\nkey.far-left = Shift-Left\n key.redo=^Y\n"
    yield "key.paint = \u00e9\nkey.help = F1\r\nkey.cancel = ^\nkey.left = Ctrl-Up".encode()


def inputs():
    yield b"\x1b[<0;10;5M\x1b[<0;10;5mq\x1b[<35;1;1M\x1b[<64;300;200M"
    yield b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;22c\x1bP>|tmux 3.3a\x1b\\\x1b]10;?\x07"
    yield b"\x1b[200~pasted\x1b[201~\xfc\xf9abc\xfa\x1bOA\xf8" b"0;1;1M"


def answers():
    """What the process that decodes such files tells: numbers of 8 bytes, blocks behind their lengths, and samples; see IsolatedAnswer.swift."""
    def answer(numbers, *blocks):
        return struct.pack("<7Q", *numbers) + b"".join(struct.pack("<Q", len(block)) + block for block in blocks)
    yield answer((0, 4, 3, 0, 0, 0, 0), b"", b"nclx", b"", b"depth maps\nall pictures but the first", b"profile", b"MM", b"<x>") + bytes(36)
    yield answer((0, 2, 1, 0, 1, 1, 1), *[b""] * 7) + bytes(16)
    yield answer((2, 0, 0, 0, 0, 0, 0), b"Invalid input", *[b""] * 6)
    yield answer((3, 40000, 30000, 0, 0, 0, 0), *[b""] * 7)


SEEDS = {"Isolated": answers, "PyTorch": pickles, "Safetensors": safetensors, "Configuration": configurations, "Input": inputs}
for number, seed in enumerate(SEEDS.get(sys.argv[1], samples_open)()):
    with open(f"{sys.argv[2]}/seed-{number}", "wb") as file:
        file.write(seed)
