#!/usr/bin/env python3
"""Fills the pairs that `madf-bench quality --write PAIRS` wrote with OpenCV, and prints the measures by hole ratio.

    venv/bin/pip install numpy scikit-image opencv-contrib-python-headless
    venv/bin/python quality-peers.py PAIRS
    madf-bench quality PAIRS --vs telea --vs navier-stokes --vs xphoto

Each fill is kept as PAIR.NAME.png, which the last command measures beside the network's; one that is there already is not made
again, for xphoto takes 2 to 20 seconds each. The table here is scikit-image's: the two must agree.
"""
import glob
import os
import sys

import cv2
import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from peers import navier_stokes, shift_map, telea

METHODS = {"telea": telea, "navier-stokes": navier_stokes, "xphoto": shift_map}
BOUNDS = (0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def measures(filled, truth):
    return (peak_signal_noise_ratio(truth, filled),
            structural_similarity(truth, filled, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, channel_axis=2),
            100 * np.abs(filled.astype(float) - truth).mean() / 255)


def main(folder):
    # By ratio, of all ratios, and with the regular mask, which is a square of half the side in the middle.
    found = {name: [[] for _ in range(len(BOUNDS) + 1)] for name in METHODS}
    for path in sorted(glob.glob(folder + "/*_mask.png")):
        pair = path[:-9]
        truth = cv2.imread(pair + ".png")
        mask = np.where(cv2.imread(path, cv2.IMREAD_GRAYSCALE) >= 128, 255, 0).astype(np.uint8)
        blanked = np.where(mask[..., None] > 0, 0, truth).astype(np.uint8)
        # As the column of BOUNDS: more than the lower, at most the upper one.
        column = int(np.searchsorted(BOUNDS, (mask > 0).mean()))
        regular = np.zeros_like(mask)
        start, side = len(mask) // 4, len(mask) // 2
        regular[start:start + side, start:start + side] = 255
        is_regular = np.array_equal(mask, regular)
        for name, method in METHODS.items():
            fill = f"{pair}.{name}.png"
            if not os.path.exists(fill):
                cv2.imwrite(fill, method(blanked, mask))
            filled = np.where(mask[..., None] > 0, cv2.imread(fill), truth)
            values = measures(filled, truth)
            found[name][-1 if is_regular else 0].append(values)
            if not is_regular and 1 <= column < len(BOUNDS):
                found[name][column].append(values)
    for index, measure in enumerate(("PSNR", "SSIM", "L1 %")):
        print(f"{measure:14}" + "".join(f"   ({a},{b}]" for a, b in zip(BOUNDS, BOUNDS[1:])) + "        all    regular")
        for name, columns in found.items():
            means = [np.mean([row[index] for row in rows]) if rows else np.nan for rows in columns[1:-1] + columns[:1] + columns[-1:]]
            print(f"{name:14}" + "".join(f"{mean:12.6f}" for mean in means))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
