#!/usr/bin/env python3
"""Plays a script of keys and mouse moves to the editor in tmux, and makes pictures of what it shows.

    python3 -m venv venv && venv/bin/pip install pillow; apt-get install tmux fonts-dejavu-core
    swift build -c release && venv/bin/python Assets/demo/record.py [MADF-TUI]

Writes Assets/screenshots/demo.gif and editor.png. The screen is the program's own, cell by cell; only the pointer, and the key at
the lower right, are drawn over it. Time is cut short where nothing changes, and runs faster where all of it takes over 15 seconds.
"""
import os
import re
import subprocess
import sys
import tempfile
import time

from PIL import Image, ImageDraw, ImageFont

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
COLUMNS, ROWS = 100, 38
CELL = (8, 16)
# The longest that a picture stands still, how long the last one does, and all of them together, in seconds.
STILL, LAST, WHOLE = 1.2, 2.5, 15
FOREGROUND, BACKGROUND = (208, 208, 208), (0, 0, 0)
BASIC = [(0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16), (36, 114, 200), (188, 63, 188), (17, 168, 205), (229, 229, 229)]
# A drag over the bird, by column and row, once the wheel has brought it nearer.
SCRIBBLE = [(33.0, 8.0), (38.0, 17.0), (49.0, 25.0), (65.0, 28.0)]


class Terminal:
    """The program in a tmux of its own."""

    def __init__(self, command, folder):
        self.server = ["tmux", "-L", f"madf-record-{os.getpid()}", "-f", "/dev/null"]
        environment = dict(os.environ, HOME=folder, LC_ALL="C.UTF-8")
        for name in ("TMUX", "STY", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "NO_COLOR"):
            environment.pop(name, None)
        subprocess.run(self.server + ["new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), *command, ";", "set", "status", "off"],
                       cwd=folder, env=environment, check=True)

    def tmux(self, *arguments):
        return subprocess.run(self.server + list(arguments), check=True, capture_output=True, text=True).stdout

    def key(self, name):
        self.tmux("send-keys", name)

    def mouse(self, button, column, row, end="M"):
        """A report as terminals in SGR mode send it; columns and rows begin at 0."""
        report = f"\x1b[<{button};{int(column) + 1};{int(row) + 1}{end}"
        self.tmux("send-keys", "-H", *[f"{byte:02x}" for byte in report.encode()])

    def screen(self):
        """The screen's lines, with their colors as escape sequences."""
        return self.tmux("capture-pane", "-p", "-e", "-N")

    def close(self):
        subprocess.run(self.server + ["kill-server"], stderr=subprocess.DEVNULL)


def indexed(number):
    """A color of the palette of 256."""
    if number < 16:
        return BASIC[number % 8]
    if number < 232:
        steps = (0, 95, 135, 175, 215, 255)
        number -= 16
        return steps[number // 36], steps[number // 6 % 6], steps[number % 6]
    return (8 + 10 * (number - 232),) * 3


class Style:
    """The colors that are set."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.foreground, self.background, self.isReversed = FOREGROUND, BACKGROUND, False

    def apply(self, codes):
        codes = [int(code or 0) for code in codes.split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (7, 27):
                self.isReversed = code == 7
            elif code in (38, 48):
                color = tuple(codes[1:4]) if codes[0] == 2 else indexed(codes[1])
                del codes[:4 if codes[0] == 2 else 2]
                if code == 38:
                    self.foreground = color
                else:
                    self.background = color
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.foreground = BASIC[code % 10]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.background = BASIC[code % 10]
            elif code == 39:
                self.foreground = FOREGROUND
            elif code == 49:
                self.background = BACKGROUND

    @property
    def colors(self):
        return (self.background, self.foreground) if self.isReversed else (self.foreground, self.background)


def render(screen, pointer=None, key=""):
    """A picture of the screen."""
    width, height = CELL
    picture = Image.new("RGB", (COLUMNS * width, ROWS * height), BACKGROUND)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 13)
    style = Style()
    for row, line in enumerate(screen.split("\n")[:ROWS]):
        column = 0
        for codes, character in re.findall(r"\x1b\[([0-9;]*)m|([^\x1b])", line):
            if not character:
                style.apply(codes)
                continue
            foreground, background = style.colors
            x, y = column * width, row * height
            draw.rectangle((x, y, x + width - 1, y + height - 1), fill=foreground if character == "█" else background)
            if character == "▀":
                draw.rectangle((x, y, x + width - 1, y + height // 2 - 1), fill=foreground)
            elif character == "▄":
                draw.rectangle((x, y + height // 2, x + width - 1, y + height - 1), fill=foreground)
            elif character not in " █":
                draw.text((x, y), character, font=font, fill=foreground)
            column += 1
    if key:
        large = ImageFont.truetype(FONT, 26)
        x, y = (COLUMNS - 3) * width, (ROWS - 4) * height
        left, top, right, bottom = draw.textbbox((x, y), key, font=large, anchor="rb")
        draw.rounded_rectangle((left - 10, top - 8, right + 10, bottom + 8), 8, fill=(32, 32, 32), outline=(160, 160, 160))
        draw.text((x, y), key, font=large, anchor="rb", fill=(255, 255, 255))
    if pointer:
        x, y = pointer[0] * width, pointer[1] * height
        arrow = [(0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12)]
        draw.polygon([(x + a, y + b) for a, b in arrow], fill=(255, 255, 255), outline=(0, 0, 0))
    return picture


class Recording:
    """Pictures of the terminal, and how long each is shown."""

    def __init__(self, terminal):
        self.terminal, self.pointer, self.caption = terminal, None, ""
        self.pictures, self.seconds = [], []
        self.last, self.time = None, None

    def take(self):
        now = time.monotonic()
        shown = (self.terminal.screen(), self.pointer, self.caption)
        if self.time is not None:
            self.seconds[-1] = min(STILL, self.seconds[-1] + now - self.time)
        self.time = now
        if shown != self.last:
            self.pictures.append(render(*shown))
            self.seconds.append(0)
            self.last = shown

    def watch(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.take()
            time.sleep(0.08)

    def wait(self, text):
        """Until the text is on the screen."""
        end = time.monotonic() + 120
        while text not in re.sub(r"\x1b\[[0-9;]*m", "", self.terminal.screen()):
            if time.monotonic() > end:
                sys.exit(f"'{text}' did not come")
            self.watch(0.1)
        self.take()

    def press(self, name, caption, seconds):
        self.caption = caption
        self.watch(0.3)
        self.terminal.key(name)
        self.watch(seconds)

    def zoom(self, steps, column, row):
        self.pointer = column, row
        self.watch(0.4)
        for _ in range(steps):
            self.terminal.mouse(64, column, row)
            self.watch(0.25)

    def drag(self, places, steps=5):
        """Presses at the first place, moves along the others, and lets go."""
        self.pointer = places[0]
        self.watch(0.5)
        self.terminal.mouse(0, *places[0])
        for start, end in zip(places, places[1:]):
            for step in range(1, steps + 1):
                self.pointer = tuple(a + (b - a) * step / steps for a, b in zip(start, end))
                self.terminal.mouse(32, *self.pointer)
                self.watch(0.08)
        self.terminal.mouse(0, *self.pointer, end="m")
        self.watch(0.3)

    def save(self, path):
        self.take()
        self.seconds[-1] = LAST
        # One palette for all: else gray and sky flicker from picture to picture.
        samples = self.pictures[::8]
        sheet = Image.new("RGB", (samples[0].width, len(samples) * samples[0].height))
        for number, picture in enumerate(samples):
            sheet.paste(picture, (0, number * picture.height))
        palette = sheet.quantize(256, dither=Image.Dither.NONE)
        frames = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in self.pictures]
        factor = min(1, WHOLE / sum(self.seconds))
        durations = [max(20, round(100 * factor * seconds) * 10) for seconds in self.seconds]
        frames[0].save(path, save_all=True, append_images=frames[1:], duration=durations, loop=0, optimize=False)
        print(f"{path}: {len(frames)} pictures, {sum(durations) / 1000:.1f} s, {os.path.getsize(path) / 1e6:.2f} MB")


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else f"{ROOT}/.build/release/madf-tui")
    output = f"{ROOT}/Assets/screenshots"
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(f"{ROOT}/Assets/photos/nuthatch.jpg", f"{folder}/nuthatch.jpg")
        terminal = Terminal([program, "--color", "truecolor", "nuthatch.jpg"], folder)
        try:
            recording = Recording(terminal)
            while "zoom" not in terminal.screen():
                time.sleep(0.05)
            recording.watch(1)
            recording.zoom(3, 46, 18)
            recording.drag(SCRIBBLE)
            recording.press("a", "a", 0.2)
            recording.wait("Enter removes")
            recording.watch(1)
            recording.pointer = None
            recording.take()
            render(terminal.screen()).save(f"{output}/editor.png", optimize=True)
            recording.press("Enter", "Enter", 0.2)
            recording.wait("s saves")
            recording.watch(1)
            recording.press("w", "w", 0.4)
            for _ in range(22):
                terminal.key("Left")
                recording.watch(0.05)
            recording.press("s", "s", 0.2)
            recording.wait("Saved")
            recording.watch(0.5)
            recording.save(f"{output}/demo.gif")
        finally:
            terminal.close()


main()
