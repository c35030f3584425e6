#!/usr/bin/env python3
"""Makes the pictures before and after in Assets/screenshots, from the sample photos.

    swift build -c release && venv/bin/pip install numpy pillow && venv/bin/python Assets/benchmarks/before-after.py

Each shows what surrounds the mask, beside what the program left there with its defaults.
"""
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HEIGHT, GAP = 420, 8


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in ("mountain", "dogs", "nuthatch"):
            photo, result = f"{ROOT}/Assets/photos/{name}.jpg", f"{folder}/{name}.jpg"
            subprocess.run([f"{ROOT}/.build/release/madf-tui", "--quiet", "--mask", f"{ROOT}/Assets/photos/{name}_mask.png", photo,
                            "-o", result], check=True)
            y, x = np.where(np.asarray(Image.open(f"{ROOT}/Assets/photos/{name}_mask.png").convert("L")) >= 128)
            before = Image.open(photo)
            margin = max(120, max(x.max() - x.min(), y.max() - y.min()) // 4)
            box = (max(0, x.min() - margin), max(0, y.min() - margin), min(before.width, x.max() + margin),
                   min(before.height, y.max() + margin))
            crops = [picture.convert("RGB").crop(box) for picture in (before, Image.open(result))]
            width = round(crops[0].width * HEIGHT / crops[0].height)
            pair = Image.new("RGB", (2 * width + GAP, HEIGHT), "white")
            for number, crop in enumerate(crops):
                pair.paste(crop.resize((width, HEIGHT), Image.Resampling.LANCZOS), (number * (width + GAP), 0))
            pair.save(f"{ROOT}/Assets/screenshots/{name}.jpg", quality=88)


main()
