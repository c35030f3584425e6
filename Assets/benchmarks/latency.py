#!/usr/bin/env python3
"""How long the editor takes to answer, on a terminal that this script plays.

    latency.py MADF-TUI PHOTO      prints milliseconds: first picture, zooming, keys that change all marks, keys while a
                                   removal runs

A large photo, with Python's pillow:
    python3 -c 'from PIL import Image; Image.open("Assets/photos/nuthatch.jpg").resize((6000, 4000)).save("large.jpg", quality=92)'
The terminal has 200 x 60 cells of 24-bit color. A key counts as answered when the frame that it changed is complete.
"""
import fcntl, os, pty, select, shutil, signal, struct, sys, tempfile, termios, time

END = b"\x1b[?2026l"


class Terminal:
    def __init__(self, command, home):
        environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", HOME=home, LC_ALL="C.UTF-8")
        for name in ("TMUX", "STY", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "NO_COLOR"):
            environment.pop(name, None)
        self.start = time.monotonic()
        self.process, self.line = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
            os.execve(command[0], command, environment)
        self.output = b""

    def read(self, seconds):
        if not select.select([self.line], [], [], max(0, seconds))[0]:
            return False
        self.output += os.read(self.line, 1 << 20)
        return True

    def wait(self, condition, seconds):
        """Reads until `condition` holds of what was written since the last `forget`; the time then."""
        end = time.monotonic() + seconds
        while not condition(self.output):
            if not self.read(end - time.monotonic()) and time.monotonic() >= end:
                sys.exit(f"the editor did not answer within {seconds} s: {self.output[-300:]!r}")
        return time.monotonic()

    def settle(self, seconds=0.3):
        while self.read(seconds):
            pass
        self.output = b""

    def answer(self, key, shows):
        """Milliseconds until a frame that `shows` what `key` did is complete."""
        self.output = b""
        sent = time.monotonic()
        os.write(self.line, key)
        return 1000 * (self.wait(lambda text: any(shows(frame) for frame in frames(text)), 20) - sent)


def frames(text):
    """The complete frames of `text`."""
    return text.split(END)[:-1]


def show(name, values, limit):
    values = sorted(values)
    last = values[min(len(values) - 1, int(len(values) * 0.99))]
    print(f"{name:34} median {values[len(values) // 2]:6.1f}  99 % {last:6.1f}  longest {values[-1]:6.1f}  of {len(values)}, shall be {limit}")


def main():
    program, photo = os.path.abspath(sys.argv[1]), sys.argv[2]
    home = tempfile.mkdtemp()
    terminal = Terminal([program, photo], home)
    try:
        first = terminal.wait(lambda text: any("▀".encode() in frame for frame in frames(text)), 30)
        print(f"{'first picture':34} {1000 * (first - terminal.start):6.1f}, shall be 500")
        whole = terminal.wait(lambda text: b"zoom" in text, 60)
        print(f"{'whole photo':34} {1000 * (whole - terminal.start):6.1f}")
        terminal.settle(1)

        zooms = []
        for key in [b"+"] * 8 + [b"-"] * 8:
            zooms.append(terminal.answer(key, lambda frame: len(frame) > 4000))
            terminal.settle(0.2)
        show("zooming", zooms, 80)

        # Every pixel of the mask changes, or may; unsaved work is written down in the pauses.
        marks = []
        for round in range(6):
            for key in [b"i", b"xx", b"<", b">", b"F", b"u", b"\x12", b"c"]:
                marks.append((terminal.answer(key, lambda frame: True), key))
                terminal.settle(0.2 if round % 2 else 1.1)
        show("marks of the whole photo", [time for time, _ in marks], 100)
        for key in sorted({key for _, key in marks}):
            print("    ", key, " ".join(f"{time:.0f}" for time, other in marks if other == key))

        # A rectangle over the middle, then letters typed after "save as" for as long as anything goes on.
        os.write(terminal.line, b"0r" + b"KKHH" + b" " + b"JJJJLLLL" + b" b")
        terminal.settle(1)
        os.write(terminal.line, b"\r")
        terminal.wait(lambda text: b"cancels" in text, 20)
        os.write(terminal.line, b"S\x15")
        pause = time.monotonic() + 0.3
        while time.monotonic() < pause:
            terminal.read(pause - time.monotonic())
        keys, busy = [], time.monotonic()
        while time.monotonic() < busy + 3 and len(keys) < 3000:
            pressed = time.monotonic()
            keys.append(terminal.answer(b"z", lambda frame: b"z" in frame))
            while time.monotonic() < pressed + 0.04:
                terminal.read(pressed + 0.04 - time.monotonic())
            if b"%" in terminal.output:
                busy = time.monotonic()
            if len(keys) % 50 == 0:
                terminal.output = b""
                os.write(terminal.line, b"\x15")
                terminal.wait(lambda text: END in text, 20)
        show("keys while a removal runs", keys, 50)
    finally:
        os.kill(terminal.process, signal.SIGKILL)
        os.waitpid(terminal.process, 0)
        shutil.rmtree(home)


main()
