#!/usr/bin/env bash
# Plays a script of keys to the editor in tmux, prints how many there were up to "Saved", and the last screen.
#   play.sh KEYS MADF-TUI [OPTIONS] PHOTO
# A line of KEYS holds keys as tmux names them; `wait TEXT` waits until TEXT is on the screen.
set -euo pipefail
keys=$1
shift
socket=madf-demo-$$
tmux -L "$socket" -f /dev/null new-session -d -x 80 -y 24 "$(printf '%q ' "$@")"
trap 'tmux -L "$socket" kill-server 2>/dev/null || true' EXIT
count=0 saved=0
while read -r first rest; do
  case $first in
    '#'* | '') ;;
    wait)
      for _ in $(seq 600); do
        screen=$(tmux -L "$socket" capture-pane -p)
        [[ $screen == *"$rest"* ]] && break
        sleep 0.1
      done
      [[ $screen == *"$rest"* ]] || { echo "'$rest' did not come:"; echo "$screen"; exit 1; }
      [[ $rest == Saved* ]] && saved=$count ;;
    *)
      for key in $first $rest; do
        tmux -L "$socket" send-keys "$key"
        count=$((count + 1))
      done ;;
  esac
done < "$keys"
echo "$screen"
echo "$saved keys from start to saved"
