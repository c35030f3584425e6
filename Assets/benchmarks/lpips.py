#!/usr/bin/env python3
"""LPIPS of fills of the pairs of `madf-bench detail`, which follows what people prefer where PSNR does not.

    venv/bin/pip install numpy pillow torch && venv/bin/pip install --no-deps stlpips-pytorch
    madf-bench detail PAIRS --save FILLS
    venv/bin/python lpips.py PAIRS FILLS...

PAIRS holds NAME.png and NAME_mask.png (white = fill). FILLS are folders with fills of all pairs: NAME-KIND.png of one kind or several,
or NAME.png, as peers.py writes them. Each is compared with the photo on the box about its hole and 16 pixels around. Prints the mean over all pairs, and over the third with the
smallest holes, the middle one, and the one with the largest: lower is better, and 0 is equal.

The network is VGG in the form that tolerates shifts (Ghildyal and Liu, "Shift-tolerant perceptual similarity metric", ECCV 2022),
whose package carries its weights. It imports torchvision, IPython and torchsummary without need; where they are missing, stand-ins do.
"""
import contextlib
import importlib.util
import io
import pathlib
import sys
import types

import numpy as np
import torch
from PIL import Image

MARGIN = 16


def measure():
    """LPIPS as a function of two pictures, [height][width][3] in 0...255."""
    stand_ins = {"torchvision": (), "torchvision.models": (), "torchvision.transforms": ("Compose", "ToTensor", "Resize"),
                 "IPython": ("embed",), "torchsummary": ("summary",)}
    missing = {name for name in stand_ins if importlib.util.find_spec(name.split(".")[0]) is None}
    for name in sorted(missing):
        sys.modules[name] = module = types.ModuleType(name)
        for attribute in stand_ins[name]:
            setattr(module, attribute, object)
        parent, _, child = name.partition(".")
        if child:
            setattr(sys.modules[parent], child, module)
    # It says on standard output what it loads.
    with contextlib.redirect_stdout(io.StringIO()):
        from stlpips_pytorch import stlpips
        network = stlpips.LPIPS(net="vgg", variant="shift_tolerant").eval()

    def tensor(picture):
        return torch.from_numpy(picture.astype(np.float32)).permute(2, 0, 1)[None] / 127.5 - 1

    def distance(a, b):
        with torch.no_grad():
            return float(network(tensor(a), tensor(b)))
    return distance


def pairs(folder):
    """Names, photos and holes, from the smallest hole to the largest."""
    found = []
    for path in sorted(folder.glob("*_mask.png")):
        name, hole = path.name[:-len("_mask.png")], np.asarray(Image.open(path).convert("L")) >= 128
        found.append((name, np.asarray(Image.open(folder / f"{name}.png").convert("RGB")), hole))
    return sorted(found, key=lambda pair: pair[2].sum())


def kinds(folder, names):
    """What the kinds of fill that a folder has of all pairs are called, and what the names of their files end in."""
    # Of pairs called a and a-b, a-b-KIND.png is no fill of the first.
    found = set.intersection(*({path.stem[len(name):] for path in folder.glob(f"{name}*.png")} for name in names))
    return [(end[1:] or folder.resolve().name, end) for end in sorted(found) if not end or end[0] == "-"]


def box(hole):
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    return np.s_[max(0, rows[0] - MARGIN):rows[-1] + 1 + MARGIN, max(0, columns[0] - MARGIN):columns[-1] + 1 + MARGIN]


def main(folder, fills):
    found = pairs(pathlib.Path(folder))
    if not found:
        sys.exit(f"{folder}: no NAME_mask.png in it")
    distance = measure()
    print(f"{len(found)} pairs")
    print("LPIPS             mean   small  middle   large")
    for place in map(pathlib.Path, fills):
        for kind, end in kinds(place, [name for name, _, _ in found]):
            values = []
            for name, photo, hole in found:
                fill = np.asarray(Image.open(place / f"{name}{end}.png").convert("RGB"))
                values.append(distance(fill[box(hole)], photo[box(hole)]))
            means = [np.mean(values)] + [np.mean(third) if len(third) else np.nan for third in np.array_split(values, 3)]
            print(f"{kind:14}" + "".join(f"{mean:8.4f}" for mean in means), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
