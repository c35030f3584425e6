#!/usr/bin/env python3
"""Races between saves and another writer of the same file: nothing of the other's may be lost, and what is refused must be told.

    venv/bin/pip install pillow
    venv/bin/python races.py PROGRAM MODEL [COUNT [SEED]]

In a script, the other one does something to the photo that is saved in place, or takes the result's name, anywhere in the run; in
the editor, to the photo or to an earlier result while `s` saves. Theirs is lost where it is gone although it came before our save:
what comes behind it is theirs to do. A small network will do (Tests/MADFTests/Fixtures/tiny/network.safetensors).
"""
import collections
import fcntl
import os
import pty
import random
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

from PIL import Image

EVENTS = ["rewrite", "rename", "truncation", "append", "patch", "link"]
TOLD = ["meanwhile", "exists", "neither", "empty", "damaged", "ends early", "Cannot read", "not a regular"]


class Other(threading.Thread):
    """Does one thing to a file after a while."""

    def __init__(self, event, path, delay):
        super().__init__()
        self.event, self.path, self.delay = event, path, delay
        self.theirs = b"theirs " * 100
        self.has_happened = False

    def run(self):
        time.sleep(self.delay)
        new, elsewhere = self.path + ".new", self.path + ".elsewhere"
        try:
            if self.event == "rewrite":
                with open(self.path, "wb") as file:
                    file.write(self.theirs)
            elif self.event == "rename":
                with open(new, "wb") as file:
                    file.write(self.theirs)
                os.rename(new, self.path)
            elif self.event == "truncation":
                os.truncate(self.path, 0)
            elif self.event == "append":
                with open(self.path, "ab") as file:
                    file.write(self.theirs)
            elif self.event == "patch":
                # In a file as large as before, by one who has it open for a while.
                with open(self.path, "r+b") as file:
                    time.sleep(random.random() * 0.01)
                    file.seek(64)
                    file.write(self.theirs[:6])
                    file.flush()
                    time.sleep(random.random() * 0.003)
            elif self.event == "link":
                with open(elsewhere, "wb") as file:
                    file.write(self.theirs)
                os.symlink(elsewhere, new)
                os.rename(new, self.path)
            self.has_happened = True
        except FileNotFoundError:
            pass

    def is_there(self):
        """Whether what it did stands, or it had nothing to do it to."""
        if not self.has_happened:
            return True
        with open(self.path, "rb") as file:
            content = file.read()
        if self.event == "link":
            return os.path.islink(self.path) and content == self.theirs
        return {"append": content.endswith(self.theirs), "patch": content[64:70] == self.theirs[:6], "truncation": content == b""}.get(
            self.event, content == self.theirs)


class Editor:
    """The editor on a terminal of its own."""

    def __init__(self, command, folder):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 200, 0, 0))
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", HOME=folder, XDG_STATE_HOME=folder + "/state")
            os.execv(command[0], command)
        self.seen = b""

    def wait(self, *texts, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not any(text in self.seen for text in texts):
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.seen += os.read(self.terminal, 65536)

    def send(self, text):
        self.seen = b""
        os.write(self.terminal, text)

    def remove(self):
        self.send(b"  ")
        self.wait(b"removes")
        self.send(b"\r")
        self.wait(b"saves")

    def quit(self):
        # Over again: on a busy machine Escape and the key behind it may be taken for one key.
        while os.waitpid(self.process, os.WNOHANG) == (0, 0):
            try:
                for key in (b"\x1b", b"q", b"y"):
                    self.send(key)
                    self.wait(b"quit all the same" if key == b"q" else b"nothing", seconds=0.15)
            except OSError:
                pass  # The terminal is gone, and the editor is going.
        os.close(self.terminal)


def race_script(command, photo, target, event, duration):
    other = Other(event, target, random.random() * duration * 1.1)
    other.start()
    result = subprocess.run(command + ["--mask", os.path.dirname(photo) + "/mask.png", photo], capture_output=True, text=True)
    other.join()
    return other, result.returncode == 0, result.stdout + result.stderr


def race_editor(command, photo, target, event):
    editor = Editor(command + [photo], os.path.dirname(photo))
    editor.wait(b"zoom")
    editor.remove()
    if target != photo:
        # Our own result, between two saves.
        editor.send(b"s")
        editor.wait(b"Saved")
        editor.send(b"u")
        editor.wait(b"removes")
        editor.remove()
    other = Other(event, target, random.random() * 0.02)
    other.start()
    time.sleep(random.random() * 0.015)
    editor.send(b"s")
    editor.wait(b"Saved", b"meanwhile", b"not a regular", b"exists")
    words = editor.seen.decode("utf-8", "replace")
    other.join()
    editor.quit()
    return other, "Saved" in words, words


def race(program, model, base, duration):
    event, kind, in_place, is_script = random.choice(EVENTS), random.choice(["png", "jpg"]), random.random() < 0.7, random.random() < 0.7
    with tempfile.TemporaryDirectory(prefix="race-") as folder:
        for name in ("mask.png", "photo." + kind):
            shutil.copy(f"{base}/{name}", folder)
        photo = f"{folder}/photo.{kind}"
        target = photo if in_place else f"{folder}/photo-removed.{kind}"
        command = [program, "--model", model, "--stage", "coarse", "--threads", "1"] + ["--in-place"] * in_place
        if is_script:
            event = event if in_place else random.choice(["rewrite", "rename", "link"])
            other, is_saved, words = race_script(command, photo, target, event, duration)
        else:
            other, is_saved, words = race_editor(command, photo, target, event)
        is_there = other.is_there()
        if any(name.endswith(".tmp") for name in os.listdir(folder)):
            return "A TEMPORARY IS LEFT", words
    if is_there and is_saved:
        return "theirs came behind ours", words
    if is_there:
        return ("theirs stays, told" if any(word in words for word in TOLD) else "UNTOLD"), words
    # What was in the photo before it was read is in the result, or its loss is told; a patch has been read, too.
    was_read = is_script and in_place and ("data behind the picture" in words or event == "patch" and other.delay < duration / 2)
    return ("made from theirs" if was_read else "LOST"), f"{event} {kind} {words[-300:]!r}"


def main():
    program, model = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    count, seed = (int(text) for text in (sys.argv[3:] + ["500", "1"][len(sys.argv) - 3:])[:2])
    random.seed(seed)
    with tempfile.TemporaryDirectory(prefix="races-") as base:
        mask = Image.new("L", (160, 120))
        mask.paste(255, (70, 50, 90, 70))
        mask.save(base + "/mask.png")
        photo = Image.new("RGB", (160, 120))
        photo.putdata([(x * 3 % 256, y * 5 % 256, x ^ y) for y in range(120) for x in range(160)])
        photo.save(base + "/photo.png")
        photo.save(base + "/photo.jpg")
        start = time.monotonic()
        subprocess.run([program, "--model", model, "--stage", "coarse", "--threads", "1", "--mask", base + "/mask.png", base + "/photo.png"],
                       check=True, capture_output=True)
        duration = time.monotonic() - start
        outcomes = collections.Counter()
        for _ in range(count):
            outcome, words = race(program, model, base, duration)
            outcomes[outcome] += 1
            if outcome.isupper():
                print(outcome, words)
    print(f"{count} races: " + ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())))
    sys.exit(any(outcome.isupper() for outcome in outcomes))


main()
