#!/usr/bin/env bash
# Times whole removals, from file to file: ours in turn with another build of ours, and with other programs.
#   whole.sh [--against PROGRAM] [--peers] [--threads] [--large] [--runs N] [--check] [FOLDER]...
# On the sample photos, and on what lies in FOLDERs as NAME.jpg or NAME.png and NAME_mask.png (white is removed). Prints medians
# of N runs (3 unless told), processor and wall seconds and peak memory, and ours divided by theirs.
#   --against    another madf-tui; a build of the commit that whole-thresholds.txt names, say
#   --peers      pypatchmatch, resynthesizer, OpenCV's Telea and G'MIC, as far as they are installed (peers.py says how)
#   --threads    ours with one thread, too: how much faster two are, but for reading and saving, and whether they do the same
#   --large      24 megapixels with a hole of 600 x 600, 100 with one of 2000 x 2000 and with a wire, made of nuthatch.jpg
#   --check      fails where a ratio is over its limit in whole-thresholds.txt
# Needs /usr/bin/time (Debian: time); --peers and --large a Python ($PYTHON, else python3) with what peers.py needs, and pillow.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
ours=${OURS:-$here/../../.build/release/madf-tui}
python=${PYTHON:-python3}
runs=3 against='' peers='' threads='' large='' check='' folders=()
while [ $# -gt 0 ]; do
  case $1 in
    --against) against=$2; shift ;;
    --runs) runs=$2; shift ;;
    --peers) peers=$("$python" "$here/peers.py" --list) ;;
    --threads) threads=yes ;;
    --large) large=yes ;;
    --check) check=yes ;;
    -*) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 2 ;;
    *) folders+=("$1") ;;
  esac
  shift
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Adds a line to $work/figures: folder, case, program, processor, wall, MiB.
measure() {
  local folder=$1 name=$2 program=$3 figures
  shift 3
  figures=$(/usr/bin/time -f '%U %S %e %M' "$@" 2>&1 >/dev/null | tail -n 1)
  awk -v label="$folder $name $program" '{ print label, $1 + $2, $3, $4 / 1024 }' <<<"$figures" >>"$work/figures"
}

# All programs on one case, in turn.
turn() {
  local folder=$1 photo=$2 mask=$3 name=$4 peer
  local result=$work/$name.${photo##*.}
  local quiet=(--quiet --force -o "$result" --mask "$mask" "$photo")
  measure "$folder" "$name" ours "$ours" "${quiet[@]}"
  if [ -n "$threads" ]; then
    mv "$result" "$work/before"
    measure "$folder" "$name" one-thread "$ours" --threads 1 "${quiet[@]}"
    cmp -s "$result" "$work/before" || echo "$name: one thread does something else" | tee -a "$work/differences"
    # A hole of one pixel: what is left is the program's start, reading and saving.
    measure "$folder" "$name" reading-and-saving "$ours" --quiet --force -o "$result" --box 0,0,1,1 "$photo"
  fi
  [ -z "$against" ] || measure "$folder" "$name" against "$against" "${quiet[@]}"
  for peer in $peers; do
    "$python" "$here/peers.py" --fill "$peer" "$photo" "$mask" "$work/peer.png" >"$work/peer.txt" || continue
    echo "$folder $name $peer $(cat "$work/peer.txt")" >>"$work/figures"
  done
  rm -f "$result"
}

folder() {
  local mask stem photo run
  for mask in "$1"/*_mask.png; do
    stem=${mask%_mask.png}
    for photo in "$stem".jpg "$stem".png; do
      [ -e "$photo" ] || continue
      for ((run = 0; run < runs; run++)); do turn "$2" "$photo" "$mask" "$(basename "$stem")"; done
    done
  done
}

folder "$here/../photos" samples
if [ -n "$large" ]; then
  mkdir "$work/large"
  "$python" - "$here/../photos/nuthatch.jpg" "$work/large" <<'PYTHON'
import sys
from PIL import Image, ImageDraw
Image.MAX_IMAGE_PIXELS = None
photo = Image.open(sys.argv[1]).convert("RGB")
for name, (width, height), hole in (("24-600", (6000, 4000), 600), ("100-2000", (12000, 8350), 2000), ("100-wire", (12000, 8350), 0)):
    photo.resize((width, height)).save(f"{sys.argv[2]}/{name}.jpg", quality=92)
    mask = Image.new("L", (width, height))
    draw = ImageDraw.Draw(mask)
    if hole:
        left, top = (width - hole) // 2, (height - hole) // 2
        draw.rectangle((left, top, left + hole - 1, top + hole - 1), fill=255)
    else:
        draw.line((0, height // 3, width, height // 2), fill=255, width=16)
    mask.save(f"{sys.argv[2]}/{name}_mask.png")
PYTHON
  folder "$work/large" large
fi
for path in "${folders[@]}"; do folder "$path" "$(basename "$path")"; done
touch "$work/differences"
awk -v check="$check" -f "$here/whole.awk" "$here/whole-thresholds.txt" "$work/figures"
[ -z "$check" ] || [ ! -s "$work/differences" ]
