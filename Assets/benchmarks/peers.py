#!/usr/bin/env python3
"""Fills the pairs of `madf-bench detail` with other programs and prints the same measures.

    venv/bin/pip install numpy opencv-contrib-python-headless
    venv/bin/pip install pypatchmatch resynthesizer     # InvokeAI's, and GIMP's engine; each left out when it is not there
    apt-get install gmic                                # likewise
    venv/bin/python peers.py FOLDER [FILLS]
    venv/bin/python peers.py --list                     # names of the programs that whole.sh times
    venv/bin/python peers.py --fill NAME PHOTO MASK RESULT   # from file to file; prints seconds of processor and wall, and MiB

FOLDER holds NAME.png and NAME_mask.png (white = fill); each fill goes to FILLS/METHOD/NAME.png, for lpips.py and study.py. The row "truth" measures the photo itself: its seam column says how
often a mask's edge crosses a real edge of the photo.
"""
import glob
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import cv2
import numpy as np


def telea(picture, mask):
    return cv2.inpaint(picture, mask, 5, cv2.INPAINT_TELEA)


def navier_stokes(picture, mask):
    return cv2.inpaint(picture, mask, 5, cv2.INPAINT_NS)


def shift_map(picture, mask):
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2Lab)
    filled = np.empty_like(lab)
    cv2.xphoto.inpaint(lab, 255 - mask, filled, cv2.xphoto.INPAINT_SHIFTMAP)
    return cv2.cvtColor(filled, cv2.COLOR_Lab2BGR)


def selective_reconstruction(picture, mask):
    filled = np.empty_like(picture)
    cv2.xphoto.inpaint(picture, 255 - mask, filled, cv2.xphoto.INPAINT_FSR_FAST)
    return filled


def gmic(command):
    """A fill by G'MIC. Parameters are the defaults of its own filters, "Inpaint [Patch-Based]" and "Inpaint [Multi-Scale]". The
    former gives search and blend as 16 and 1.2 patches of 7 pixels; the command takes pixels."""
    def fill(picture, mask):
        with tempfile.TemporaryDirectory() as folder:
            cv2.imwrite(folder + "/picture.png", picture)
            cv2.imwrite(folder + "/mask.png", mask)
            subprocess.run(
                ["gmic", "-v", "-", folder + "/picture.png", folder + "/mask.png", *command, "-remove[1]", "-cut[0]", "0,255",
                 "-output", folder + "/filled.png"], check=True, timeout=300, capture_output=True, stdin=subprocess.DEVNULL)
            return cv2.imread(folder + "/filled.png")
    return fill


def patch_match(picture, mask):
    from patchmatch import patch_match
    # The radius that InvokeAI passes.
    return patch_match.inpaint(picture, mask, patch_size=3)


def resynthesizer(picture, mask):
    """As GIMP's "Heal selection" calls it: texture from 50 pixels around, these parameters."""
    from PIL import Image
    from resynthesizer import TImageSynthParameters, resynthesize
    y, x = np.where(mask)
    box = np.s_[max(0, y.min() - 50):y.max() + 51, max(0, x.min() - 50):x.max() + 51]
    parameters = TImageSynthParameters(0, 0, 1, 0.0, 0.117, 16, 500)
    filled = picture.copy()
    filled[box] = np.asarray(resynthesize(
        Image.fromarray(np.ascontiguousarray(picture[box])), Image.fromarray(np.ascontiguousarray(mask[box])), parameters))
    return filled


def luma(picture):
    return picture @ np.array([0.114, 0.587, 0.299])


def steps(plane):
    return np.abs(np.diff(plane, axis=1)), np.abs(np.diff(plane, axis=0))


def measures(filled, truth, hole):
    """PSNR, low-pass PSNR, gradient energy ratio, GMSD and seam visibility, as in DetailMeasures."""
    y, x = np.where(hole)
    top, left = max(0, y.min() - 20), max(0, x.min() - 20)
    box = np.s_[top:y.max() + 21, left:x.max() + 21]
    filled, truth, hole = filled[box].astype(np.float64), truth[box].astype(np.float64), hole[box]

    def psnr(a, b):
        return 10 * np.log10(255 ** 2 / max(1e-3, np.mean((a - b)[hole] ** 2)))

    def blurred(a):
        return cv2.GaussianBlur(a, (33, 33), 4, borderType=cv2.BORDER_REPLICATE)

    def energy(plane):
        across, down = steps(plane)
        return (across[hole[:, 1:] & hole[:, :-1]] ** 2).sum() + (down[hole[1:] & hole[:-1]] ** 2).sum()

    def magnitude(plane):
        kernel = np.array([[-1, 0, 1]] * 3) / 3
        a = cv2.filter2D(plane, -1, kernel, borderType=cv2.BORDER_REPLICATE)
        b = cv2.filter2D(plane, -1, kernel.T, borderType=cv2.BORDER_REPLICATE)
        return np.hypot(a, b)

    a, b = luma(filled), luma(truth)
    first, second = magnitude(a), magnitude(b)
    similarity = (2 * first * second + 170) / (first ** 2 + second ** 2 + 170)
    distance = cv2.distanceTransform(255 * (~hole).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    ring = (distance > 2) & (distance <= 12)
    crossings, around = [], []
    for step, pairs, both in zip(
            steps(a), (hole[:, 1:] != hole[:, :-1], hole[1:] != hole[:-1]),
            (ring[:, 1:] & ring[:, :-1], ring[1:] & ring[:-1])):
        crossings.append(step[pairs])
        around.append(step[both])
    seam = (np.concatenate(crossings).mean() + 0.25) / (np.concatenate(around).mean() + 0.25)
    return (psnr(filled, truth), psnr(blurred(filled), blurred(truth)), (energy(a) + 0.01) / (energy(b) + 0.01),
            similarity[hole].std(), seam)


def installed():
    """The programs that are here, by name."""
    methods = {"telea": telea, "navier-stokes": navier_stokes, "xphoto": shift_map, "fsr": selective_reconstruction}
    if shutil.which("gmic"):
        methods["gmic-patches"] = gmic(["-inpaint[0]", "[1],7,112,0.1,1,8,0,0.05,10,1"])
        methods["gmic-multi"] = gmic(["-inpaint_matchpatch[0]", "[1],0,9,10,5,1"])
    for module, name, method in (("patchmatch", "pypatchmatch", patch_match), ("resynthesizer", "resynthesizer", resynthesizer)):
        if importlib.util.find_spec(module):
            methods[name] = method
    return methods


def fill(name, photo, mask, result):
    """A whole removal, as whole.sh times it: Python's start and the libraries' do not count."""
    method = installed()[name]
    before, start = os.times(), time.time()
    picture = cv2.imread(photo)
    hole = np.where(cv2.imread(mask, cv2.IMREAD_GRAYSCALE) >= 128, 255, 0).astype(np.uint8)
    cv2.imwrite(result, np.where((hole > 0)[..., None], method(picture, hole), picture))
    seconds = sum(os.times()[:4]) - sum(before[:4])
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{seconds:.3f} {time.time() - start:.3f} {peak / 1024:.0f}")


def main(folder, fills=None):
    methods = {"truth": None, **installed()}
    pairs = sorted(path[:-9] for path in glob.glob(folder + "/*_mask.png"))
    print(f"{len(pairs)} pairs")
    print("fill              PSNR low-pass gradient   GMSD   seam  seam <= 1.15  seconds")
    for name, method in methods.items():
        rows, seconds, failures = [], 0.0, 0
        for pair in pairs:
            truth = cv2.imread(pair + ".png")
            mask = np.where(cv2.imread(pair + "_mask.png", cv2.IMREAD_GRAYSCALE) >= 128, 255, 0).astype(np.uint8)
            blanked = truth.copy()
            blanked[mask > 0] = 0
            start = time.time()
            try:
                filled = truth if method is None else method(blanked, mask)
            except (cv2.error, subprocess.SubprocessError):
                failures += 1
                continue
            seconds += time.time() - start
            result = np.where((mask > 0)[..., None], filled, truth)
            rows.append(measures(result, truth, mask > 0))
            if fills is not None and method is not None:
                os.makedirs(f"{fills}/{name}", exist_ok=True)
                cv2.imwrite(f"{fills}/{name}/{os.path.basename(pair)}.png", result)
        if not rows:
            print(f"{name:14} failed on all")
            continue
        values = np.array(rows)
        print(f"{name:14}{values[:, 0].mean():8.2f}{values[:, 1].mean():9.2f}{np.exp(np.log(values[:, 2]).mean()):9.2f}"
              f"{values[:, 3].mean():7.3f}{values[:, 4].mean():7.2f}{100 * (values[:, 4] <= 1.15).mean():12.0f} %"
              f"{seconds / len(rows):9.2f}" + (f"  ({failures} failed)" if failures else ""), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print(*(name for name in ("pypatchmatch", "resynthesizer", "telea", "gmic-patches") if name in installed()))
    elif len(sys.argv) == 6 and sys.argv[1] == "--fill":
        fill(*sys.argv[2:])
    elif len(sys.argv) in (2, 3) and not sys.argv[1].startswith("-"):
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
