#!/usr/bin/env bash
# Trains a tiny network for ten steps on generated pictures and exports it: Assets/training/smoke.sh FOLDER
# FOLDER/parity then holds it beside PyTorch's outputs: madf-bench parity FOLDER/parity. PYTHON is one that has torch.
set -euo pipefail
folder=$(realpath -m "$1")
python=${PYTHON:-python3}
cd "$(dirname "$0")"
mkdir -p "$folder/pictures/train" "$folder/pictures/val" "$folder/parity"
"$python" - "$folder/pictures" <<'PICTURES'
import sys
import numpy as np
from PIL import Image

y, x = np.mgrid[:160, :192]
for index in range(6):
    waves = [np.sin(x * (index + k) / 40 + y * (k + 1) / 25 + index) for k in range(3)]
    picture = Image.fromarray((127 + 120 * np.stack(waves, axis=-1)).astype(np.uint8))
    picture.save(f"{sys.argv[1]}/{'val' if index == 5 else 'train'}/{index}.png")
PICTURES
"$python" train.py "$folder/pictures/train" --out "$folder/tiny.pt" --configuration tiny --steps 10 --batch 2 --seed 1
"$python" export.py "$folder/tiny.pt" "$folder/parity/network-exported.safetensors"
"$python" fixtures.py "$folder/parity" --weights "$folder/parity/network-exported.safetensors"
