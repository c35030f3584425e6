#!/usr/bin/env python3
"""Which fill would a person keep? A blind comparison of removals, as one page for a browser.

    venv/bin/pip install numpy pillow
    venv/bin/python study.py page CASES OURS OTHERS... --page study.html --key key.json --seed 1
    venv/bin/python study.py score KEYS.json... ANSWERS.json...

CASES holds photos, NAME.png or NAME.jpg, and what is removed from each, NAME_mask.png (white). OURS and OTHERS are folders of results,
NAME.png or NAME.jpg, called as the folder is; OURS is compared with each of the others wherever both have a result. The page has all
pairs in random order: the photo with the hole outlined, and both fills, whose sides are shuffled. It needs no network, and says
nothing of where a fill comes from; that is in the key, which whoever judges does not get. Judges give the answers that the page
shows at its end, or downloads; for each a page of another seed, so that order and sides differ. `score` counts them, of each judge and
of all.
"""
import argparse
import base64
import collections
import hashlib
import io
import json
import pathlib
import random
import sys

import numpy as np
from PIL import Image, ImageOps

SUFFIXES = (".png", ".jpg", ".jpeg")


def picture(path):
    return ImageOps.exif_transpose(Image.open(path)).convert("RGB")


def find(folder, name):
    return next((path for suffix in SUFFIXES if (path := folder / (name + suffix)).exists()), None)


def cases(folder):
    """Names, photos and holes."""
    for path in sorted(folder.glob("*_mask.png")):
        name = path.name[:-len("_mask.png")]
        if (photo := find(folder, name)) is None:
            continue
        photo, hole = picture(photo), np.asarray(Image.open(path).convert("L")) >= 128
        if hole.shape != photo.size[::-1]:
            sys.exit(f"{path}: not as large as its photo")
        if hole.any():
            yield name, photo, hole


def around(hole):
    """The part of a photo that is shown: the hole, and half of its longer side about it, 32 pixels at least."""
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    margin = max(np.ptp(rows) + 1, np.ptp(columns) + 1, 64) // 2
    height, width = hole.shape
    return (int(max(0, columns[0] - margin)), int(max(0, rows[0] - margin)),
            int(min(width, columns[-1] + 1 + margin)), int(min(height, rows[-1] + 1 + margin)))


def outlined(photo, hole):
    """The photo with a line of black and yellow about the hole: one of them is seen on any ground."""
    def grown(mask, count):
        for _ in range(count):
            wide = np.pad(mask, 1)
            mask = wide[1:-1, 1:-1] | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
        return mask
    width = max(1, round(max(hole.shape) / 500))
    inner, shown = grown(hole, width), np.array(photo)
    shown[grown(inner, width) & ~inner] = 0
    shown[inner & ~hole] = (255, 220, 0)
    return Image.fromarray(shown)


def embedded(image):
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


def page(options):
    names = [folder.resolve().name for folder in options.results]
    if len(names) < 2 or len(set(names)) < len(names):
        sys.exit("study.py: give two folders of results or more, each with a name of its own")
    chance, pairs = random.Random(options.seed), []
    for name, photo, hole in cases(options.cases):
        box, fills = around(hole), {}
        for label, folder in zip(names, options.results):
            if path := find(folder, name):
                fill = picture(path)
                # Some programs give back another size.
                fills[label] = (fill if fill.size == photo.size else fill.resize(photo.size, Image.Resampling.LANCZOS)).crop(box)
        for other in names[1:]:
            if names[0] in fills and other in fills:
                sides = [names[0], other]
                chance.shuffle(sides)
                pairs.append(({"case": name, "sides": sides}, [outlined(photo, hole).crop(box)] + [fills[side] for side in sides]))
    if not pairs:
        sys.exit("study.py: no case has two results to compare")
    chance.shuffle(pairs)
    key = [entry for entry, _ in pairs]
    study = hashlib.sha256(json.dumps([options.seed, key]).encode()).hexdigest()[:16]
    shown = [[embedded(image) for image in images] for _, images in pairs]
    text = PAGE.replace("STUDY", json.dumps(study)).replace("PAIRS", json.dumps(shown))
    options.page.write_text(text)
    options.key.write_text(json.dumps({"study": study, "ours": names[0], "pairs": key}, indent=1) + "\n")
    print(f"{len(pairs)} pairs in {options.page}; the key, not for judges, is {options.key}")


def interval(wins, count, z=1.96):
    """Wilson's interval of a share, at 95 %."""
    share, extent = wins / count, z * z / count
    middle = (share + extent / 2) / (1 + extent)
    half = z / (1 + extent) * (share * (1 - share) / count + extent / (4 * count)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def count(judged, key):
    """What a judge has answered: for each of the others how often ours won, lost, and was alike."""
    counts = {}
    for number, answer in judged["answers"].items():
        sides = key["pairs"][int(number)]["sides"]
        other = next(side for side in sides if side != key["ours"])
        kind = "alike" if answer == "=" else "won" if sides[("1", "2").index(answer)] == key["ours"] else "lost"
        counts.setdefault((key["ours"], other), collections.Counter())[kind] += 1
    return counts


def score(options):
    files = [(path, json.loads(path.read_text())) for path in options.files]
    keys = {file["study"]: file for _, file in files if "pairs" in file}
    judges, total = [], {}
    for path, file in files:
        if "pairs" in file:
            continue
        if file["study"] not in keys:
            sys.exit(f"{path}: answers to a study whose key is not among the files")
        judges.append((f"{path}: ", count(file, keys[file["study"]])))
        for sides, counter in judges[-1][1].items():
            total.setdefault(sides, collections.Counter()).update(counter)
    for judge, counts in judges + ([("all: ", total)] if len(judges) > 1 else []):
        for (ours, other), counter in sorted(counts.items()):
            judged, wins = counter.total(), counter["won"] + counter["alike"] / 2
            low, high = interval(wins, judged)
            print(f"{judge}{ours} against {other}: {judged} judged, {counter['won']} won, {counter['lost']} lost, "
                  f"{counter['alike']} alike; {100 * wins / judged:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)")
    print("Shares count what is alike as half won; the intervals are Wilson's, at 95 %.")


PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Which would you keep?</title>
<style>
body { font: 16px sans-serif; margin: 1em; background: #eee; color: #111 }
figure { display: inline-block; width: 32%; margin: 0.5% }
figure img { width: 100%; display: block }
.whole figure, .whole img { width: auto }
.answer img { cursor: pointer } .answer:hover img { outline: 4px solid #36c }
figcaption { text-align: center; padding: 0.3em }
button { font: inherit; padding: 0.4em 1em; margin-right: 0.5em } textarea { width: 100%; height: 12em }
</style>
<h1>Which would you rather keep?</h1>
<p>Left is a photo; what the line encloses was removed, twice. Look for remains of it, smears, blur, broken lines, repeated
pieces, pieces that do not belong there, and seams. Click the result that you would rather keep, or type <b>1</b> or <b>2</b>;
<b>=</b> only if you really cannot say. <b>Backspace</b> goes back, <b>z</b> shows every pixel.</p>
<main>
<p id="place"></p>
<div><figure><img id="photo" alt="the photo"><figcaption>the photo</figcaption></figure><figure
class="answer" id="first"><img id="left" alt="first result"><figcaption>1</figcaption></figure><figure
class="answer" id="second"><img id="right" alt="second result"><figcaption>2</figcaption></figure></div>
<p><button id="alike">= cannot say</button><button id="back">back</button></p>
</main>
<section hidden>
<p>Thank you. Send these answers: <a id="download" download="answers.json">answers.json</a>, or copy them from here.</p>
<textarea id="answers" readonly></textarea>
<p><button id="again">back to the last pair</button></p>
</section>
<script>
const study = STUDY, pairs = PAIRS, by = (name) => document.getElementById(name)
let answers = {}, at = 0
try { answers = JSON.parse(localStorage.getItem(study)) || {} } catch { }
while (at < pairs.length && at in answers) at++
function show() {
    const isDone = at === pairs.length
    document.querySelector("main").hidden = isDone
    document.querySelector("section").hidden = !isDone
    if (isDone) {
        const text = JSON.stringify({ study, answers }, null, 1)
        by("answers").value = text
        by("download").href = "data:application/json," + encodeURIComponent(text)
        return
    }
    by("place").textContent = `${at + 1} of ${pairs.length}` + (at in answers ? `, answered ${answers[at]}` : "");
    [by("photo").src, by("left").src, by("right").src] = pairs[at]
}
function answer(value) {
    if (at === pairs.length) return
    answers[at++] = value
    try { localStorage.setItem(study, JSON.stringify(answers)) } catch { }
    show()
}
function back() {
    at = Math.max(0, at - 1)
    show()
}
by("first").onclick = () => answer("1")
by("second").onclick = () => answer("2")
by("alike").onclick = () => answer("=")
by("back").onclick = by("again").onclick = back
document.onkeydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    if (["1", "2", "="].includes(event.key)) answer(event.key)
    if (event.key === "Backspace") back()
    if (event.key === "z") document.body.classList.toggle("whole")
}
show()
</script>
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("page")
    making.add_argument("cases", type=pathlib.Path)
    making.add_argument("results", type=pathlib.Path, nargs="+")
    making.add_argument("--page", type=pathlib.Path, default=pathlib.Path("study.html"))
    making.add_argument("--key", type=pathlib.Path, default=pathlib.Path("key.json"))
    making.add_argument("--seed", type=int, default=1)
    making.set_defaults(run=page)
    scoring = commands.add_parser("score")
    scoring.add_argument("files", type=pathlib.Path, nargs="+", metavar="FILE", help="keys and answers")
    scoring.set_defaults(run=score)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
