#!/usr/bin/env bash
# Times PyTorch's network and ours in turn on this machine, and prints how many times faster ours is.
#   compare.sh [PYTHON]      a Python that has torch; python3 unless told
# Both print the median of five runs after a warm-up, at 512 x 512 with two refinements.
set -eu
cd "$(dirname "$0")/../.."
python=${1:-python3}
swift build -c release --product madf-bench >&2
bench=.build/release/madf-bench
printf '%-8s %-6s %9s %9s %7s   %s\n' sizes hole PyTorch ours ratio 'peak memory, PyTorch and ours'
for sizes in paper lite; do
  configuration=$sizes
  [ $sizes = lite ] && configuration=small
  for hole in 128 256 512; do
    theirs=$("$python" Assets/training/bench.py --size 512 --configuration $configuration | tail -n 1)
    ours=$($bench speed --random $sizes --size 512 --hole $hole | tail -n 1)
    awk -v sizes=$sizes -v hole=$hole -v theirs="$theirs" -v ours="$ours" 'BEGIN {
      split(theirs, t, /: | s, peak /); split(ours, o, / s, peak |total |, /)
      printf "%-8s %-6s %7.3f s %7.3f s %6.1fx   %s, %s\n", sizes, hole, t[2], o[2], t[2] / o[2], t[3], o[3]
    }'
  done
done
