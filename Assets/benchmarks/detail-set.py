#!/usr/bin/env python3
"""Builds the pairs that `madf-bench detail` measures, from public packages.

    python3 -m venv venv && venv/bin/pip install numpy pillow scikit-image scikit-learn
    apt-get download mate-backgrounds lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 plasma-workspace-wallpapers
    for deb in *.deb; do dpkg-deb -x $deb packages; done
    venv/bin/python detail-set.py PACKAGES OUTPUT

OUTPUT/new: photographs that the bundled network never saw (scikit-image's and scikit-learn's). OUTPUT/seen: photographs of
Debian's packages and the sample photos, reduced crops of which were in its training; the only large ones at hand. Holes are
blobs of fixed seeds, 40 to 200 pixels wide in pictures of about 1 megapixel and less, 200 to 600 in larger ones, away from
what the sample masks cover.
"""
import os
import sys

import numpy as np
from PIL import Image

Image.MAX_IMAGE_PIXELS = None


def blob(size, random):
    """A mask like a hand-painted object: a disk whose radius varies slowly with the angle."""
    y, x = np.mgrid[0:size, 0:size] - (size - 1) / 2
    angle = np.arctan2(y, x)
    radius = np.ones_like(angle)
    for frequency in (1, 2, 3, 5):
        radius += 0.18 / frequency * random.uniform(-1, 1) * np.cos(frequency * angle + random.uniform(0, 6.3))
    stretch = random.uniform(0.7, 1)
    inside = np.hypot(x, y / stretch) < radius * size * 0.42
    return inside


def write(folder, name, picture, holes, random, taken=None, sizes=(40, 200)):
    picture = picture[..., :3] if picture.ndim == 3 else np.dstack([picture] * 3)
    height, width = picture.shape[:2]
    for number in range(holes):
        size = int(np.exp(random.uniform(np.log(sizes[0]), np.log(min(sizes[1], min(width, height) // 3)))))
        for _ in range(200):
            margin = size // 2
            x = random.integers(margin, width - size - margin)
            y = random.integers(margin, height - size - margin)
            if taken is None or not taken[y - margin:y + size + margin, x - margin:x + size + margin].any():
                break
        else:
            continue
        # Only what is near the hole matters: smaller files.
        left, top = max(0, x - 3 * size), max(0, y - 3 * size)
        right, bottom = min(width, x + 4 * size), min(height, y + 4 * size)
        mask = np.zeros((height, width), np.uint8)
        mask[y:y + size, x:x + size] = 255 * blob(size, random)
        label = f"{folder}/{name}-{number}-{size}"
        Image.fromarray(np.ascontiguousarray(picture[top:bottom, left:right])).save(label + ".png", compress_level=1)
        Image.fromarray(mask[top:bottom, left:right]).save(label + "_mask.png")


def main(packages, output):
    random = np.random.default_rng(4)
    for part in ("new", "seen"):
        os.makedirs(f"{output}/{part}", exist_ok=True)
    from skimage import data
    for name, holes in (("astronaut", 3), ("coffee", 3), ("chelsea", 3), ("rocket", 2), ("brick", 2), ("grass", 2),
                        ("gravel", 2), ("camera", 3), ("hubble_deep_field", 2), ("eagle", 3), ("cat", 1)):
        try:
            write(f"{output}/new", name, getattr(data, name)(), holes, random)
        except (AttributeError, ImportError, OSError) as error:
            print(f"{name}: left out ({error})")
    from sklearn.datasets import load_sample_image
    for name in ("china.jpg", "flower.jpg"):
        write(f"{output}/new", name[:-4], load_sample_image(name), 3, random)
    samples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "photos")
    for name in ("mountain", "dogs", "nuthatch"):
        taken = np.array(Image.open(f"{samples}/{name}_mask.png").convert("L")) > 0
        picture = np.array(Image.open(f"{samples}/{name}.jpg").convert("RGB"))
        write(f"{output}/seen", name, picture, 3, random, taken, (200, 600))
        small = (picture.shape[1] * 1200 // max(picture.shape[:2]), picture.shape[0] * 1200 // max(picture.shape[:2]))
        reduced = np.array(Image.fromarray(picture).resize(small, Image.BOX))
        away = np.array(Image.fromarray(taken).resize(small)) > 0
        write(f"{output}/seen", name + "-small", reduced, 2, random, away)
    found = {name: os.path.join(folder, name) for folder, _, names in os.walk(packages) for name in names}
    for name in ("Dragonfly_by_Bolly.jpg", "aitzgorri_by_Aitzol_Berasategi.jpg", "life_by_Aitzol_Berasategi.jpg",
                 "Bridge_by_Sander_Klootwijk.jpg", "seeding_by_Clement_Lefebvre.jpg"):
        key = next((other for other in sorted(found) if other.split("_")[0] == name.split("_")[0]), None)
        if key is None:
            print(f"{name}: not in the packages")
            continue
        write(f"{output}/seen", name.split("_")[0], np.array(Image.open(found[key]).convert("RGB")), 2, random, None, (200, 600))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
