#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-gallery: tools/gallery writes its pictures and an index of them, with the programs of a build folder.

Usage: test-gallery.py SOURCE_FOLDER BUILD_FOLDER. Nothing is compiled: the build folder that it is given has the real programs, and
a stand-in for ninja.
"""
import glob
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

import tap

TOP, BUILD = sys.argv[1], os.path.abspath(sys.argv[2])
PROGRAMS = ["tests/draw/show-diagrams", "tests/draw/show-maps", "src/app/dictoscope", "src/cli/dictoscope-cli"]


class Gallery:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.build, self.out = self.path("build"), self.path("out")
        self.write("build/build.ninja", "")
        self.write("bin/ninja", "#!%s\nexit $NINJA_STATUS\n" % shutil.which("sh"))
        for program in PROGRAMS:
            os.makedirs(os.path.dirname(os.path.join(self.build, program)), exist_ok=True)
            os.symlink(os.path.join(BUILD, program), os.path.join(self.build, program))
        os.symlink(os.path.join(BUILD, "data"), os.path.join(self.build, "data"))

    def path(self, *parts):
        return os.path.join(self.folder.name, *parts)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(file.name, 0o755)

    def run(self, *arguments, ninja_status=0):
        environment = dict(os.environ, PATH=self.path("bin") + ":" + os.environ["PATH"], NINJA_STATUS=str(ninja_status))
        return subprocess.run([os.path.join(TOP, "tools", "gallery"), *arguments], env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, check=False)


def size_of(path):
    with open(path, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n", path
    return struct.unpack(">II", head[16:24])


def check_index(gallery):
    """Every picture is in the index, and there is nothing else in it."""
    with open(os.path.join(gallery.out, "index.html"), encoding="utf-8") as file:
        listed = re.findall(r'<img loading="lazy" src="([^"]+)" alt="([^"]+)"', file.read())
    there = sorted(os.path.relpath(path, gallery.out) for path in glob.glob(os.path.join(gallery.out, "*", "*.png")))
    assert sorted(path for path, _ in listed) == there, (listed, there)
    for path in there:
        assert min(size_of(os.path.join(gallery.out, path))) >= 10, path
    return dict(listed)


def quick_form_without_windows():
    gallery = Gallery()
    result = gallery.run("--quick", "--no-windows", "--build", gallery.build, gallery.out)
    assert result.returncode == 0, result
    captions = check_index(gallery)
    for path in ("diagrams/3.14.10-example-4-greyscale.png", "tables/2.7.18-1000-high-contrast-page.png",
                 "tables/3.14.10-1000-print-anatomy-slots.png", "tables/3.14.10-50-dark-page.png", "figures/history.png",
                 "figures/layout-3.10-3.11.png", "compare/five-delete-three-light.png"):
        assert path in captions, (path, sorted(captions))
    assert captions["figures/history.png"] == "How dicts changed", captions
    assert captions["tables/3.14.10-50-dark-page.png"] == "CPython 3.14.10 · 50 dark page", captions
    assert captions["compare/instances-light.png"] == "instances of a class with three attributes: 3.10.13, 3.11.7, 3.13.0, light", captions
    assert not any("-5000-" in path for path in captions) and "index.html" in result.stdout, result


def windows():
    for program in ("Xvfb", "dbus-run-session", "xdotool"):
        if shutil.which(program) is None:
            raise tap.Skip("there is no %s on this machine" % program)
    gallery = Gallery()
    os.makedirs(gallery.out)
    result = subprocess.run([os.path.join(TOP, "tools", "gallery-windows"), "yes", gallery.build, gallery.out, "300"], capture_output=True,
                            text=True, stdin=subprocess.DEVNULL, check=False)
    assert result.returncode == 0 and "3 pictures" in result.stdout, result
    pixels = {}
    for name, size in (("example-1000", (1000, 700)), ("example-rtl-1600", (1600, 1000)), ("table-1000-contrast", (1600, 1000))):
        path = os.path.join(gallery.out, name + ".png")
        assert size_of(path) == size, (path, size_of(path))
        with open(path, "rb") as file:
            pixels[name] = file.read()
        assert len(pixels[name]) > 30000, (path, "is all but empty")
    with open(os.path.join(gallery.out, "captions.tsv"), encoding="utf-8") as file:
        assert "table-1000-contrast.png\t300 entries, high contrast\n" in file.read()


def failed_build_is_told():
    gallery = Gallery()
    result = gallery.run("--quick", "--no-windows", "--build", gallery.build, gallery.out, ninja_status=1)
    assert result.returncode == 1 and "could not be built" in result.stderr and not os.path.exists(os.path.join(gallery.out, "tables")), result


def wrong_usage_is_told():
    gallery = Gallery()
    for arguments, text in (((), "name the folder"), (("--most",), "needs a value"), (("--most", "many", "x"), "number of entries"),
                            (("a", "b"), "one folder"), (("--fast", "a"), "--fast"), ):
        result = gallery.run(*arguments)
        assert result.returncode == 2 and text in result.stderr and not result.stdout, (arguments, result)
    result = gallery.run("--build", gallery.path("bin"), gallery.out)
    assert result.returncode == 1 and "is no build folder" in result.stderr, result
    result = gallery.run("--help")
    assert result.returncode == 0 and result.stdout.startswith("Usage: tools/gallery"), result


if __name__ == "__main__":
    sys.exit(tap.main([("/gallery/" + f.__name__.replace("_", "-"), f) for f in (
        wrong_usage_is_told, failed_build_is_told, quick_form_without_windows, windows)]))
