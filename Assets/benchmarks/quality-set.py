#!/usr/bin/env python3
"""Gathers photographs that the bundled network was not trained on, for `madf-bench quality`, from public packages.

    python3 -m venv venv && venv/bin/pip install scikit-image scikit-learn
    apt-get download opencv-doc palapeli-data darknet
    for deb in *.deb; do dpkg-deb -x $deb packages; done
    venv/bin/python quality-set.py PACKAGES OUTPUT

Color photographs only, of scenes and things; stereo partners, drawings and calibration targets are left out.
"""
import os
import shutil
import sys

import skimage
import sklearn

OPENCV = "usr/share/doc/opencv-doc/examples/"
PHOTOGRAPHS = {
    os.path.dirname(skimage.__file__) + "/data/":
        "astronaut.png coffee.png chelsea.png rocket.jpg motorcycle_left.png",
    os.path.dirname(sklearn.__file__) + "/datasets/images/":
        "china.jpg flower.jpg",
    "usr/share/darknet/data/":
        "eagle.jpg kite.jpg dog.jpg giraffe.jpg person.jpg horses.jpg",
    "usr/share/palapeli/collection/":
        "cincinnati-bridge.jpg european-honey-bee.jpg panther-chameleon-female.jpg castle-maintenon.jpg citrus-fruits.jpg",
    OPENCV + "data/":
        "aloeL.jpg baboon.jpg board.jpg building.jpg butterfly.jpg fruits.jpg home.jpg leuvenA.jpg rubberwhale1.png "
        "squirrel_cls.jpg stuff.jpg aero1.jpg",
    OPENCV + "alphamat/input_images/":
        "plant.jpg",
}


def main(packages, output):
    os.makedirs(output, exist_ok=True)
    for folder, names in PHOTOGRAPHS.items():
        for name in names.split():
            # An absolute folder stays as it is.
            shutil.copy(os.path.join(packages, folder, name), os.path.join(output, name))
    print(f"{len(os.listdir(output))} photographs in {output}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
