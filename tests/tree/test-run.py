#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-run: tools/run builds once, opens the window where there is a display, and draws every version where there is none.

It works on a copy of tools/ whose build system and programs are stand-ins that write down how they were called."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile

import tap

TOP = sys.argv[1]
PLAIN = ["awk", "basename", "cat", "chmod", "cut", "dirname", "env", "grep", "head", "id", "mkdir", "nproc", "rm", "sed", "sort", "tr"]

# $LOG: one line per call. `ninja` makes the two programs; the folder that it is given is its second argument.
STAND_INS = {
    "dpkg-query": "echo 'installed 99'",
    "dpkg": "exit 0",
    "apt-get": 'echo "apt-get $*" >> "$LOG"',
    "meson": 'case $1 in --version) echo 9;; *) echo "meson $*" >> "$LOG"; [ -z "$NO_MESON" ] || { echo meson is cross; exit 1; };'
             ' mkdir -p "$2"; echo > "$2/build.ninja";; esac',
    "ninja": 'echo "ninja $*" >> "$LOG"; mkdir -p "$2/src/cli" "$2/src/app"; cat "$PROGRAMS/cli" > "$2/src/cli/dictoscope-cli";'
             ' cat "$PROGRAMS/app" > "$2/src/app/dictoscope"; chmod +x "$2/src/cli/dictoscope-cli" "$2/src/app/dictoscope"',
}
CLI = '''case $1 in
  versions) printf 'version  checked\\n3.14.10  measured\\n3.13.0t  source\\n2.7.18  measured\\n' ;;
  render) echo "$*" >> "$LOG"; case "$*" in *"$REFUSES"*) echo "no |= there" >&2; exit 1;; esac
    for p; do :; done; echo picture > "$p" ;;
esac'''
APP = 'echo "app [$*] $GSETTINGS_SCHEMA_DIR" >> "$LOG"'


class Checkout:
    def __init__(self, **settings):
        self.folder = tempfile.TemporaryDirectory()
        self.top = os.path.realpath(self.folder.name)
        shutil.copytree(os.path.join(TOP, "tools"), self.path("tools"))
        shutil.copytree(os.path.join(TOP, "data", "examples"), self.path("data", "examples"))
        for folder in ("bin", "programs", "here"):
            os.mkdir(self.path(folder))
        for name in PLAIN:
            os.symlink(shutil.which(name), self.path("bin", name))
        for name, body in STAND_INS.items():
            self.write_program(("bin", name), body)
        self.write_program(("programs", "cli"), CLI)
        self.write_program(("programs", "app"), APP)
        self.log = self.path("log")
        self.environment = dict({"PATH": self.path("bin"), "LOG": self.log, "PROGRAMS": self.path("programs"),
                                 "REFUSES": "nothing", "NO_MESON": ""}, **settings)

    def path(self, *parts):
        return os.path.join(self.top, *parts)

    def write_program(self, parts, body):
        with open(self.path(*parts), "w") as file:
            file.write("#!%s\n%s\n" % (shutil.which("sh"), body))
        os.chmod(file.name, os.stat(file.name).st_mode | stat.S_IXUSR)

    def run(self, *arguments):
        if os.path.exists(self.log):
            os.remove(self.log)
        result = subprocess.run([shutil.which("bash"), self.path("tools", "run"), *arguments], cwd=self.path("here"),
                                env=self.environment, capture_output=True, text=True)
        self.status, self.out, self.err = result.returncode, result.stdout, result.stderr
        self.calls = open(self.log).read() if os.path.exists(self.log) else ""
        return self

    def script(self):
        with open(self.path("here", "my.py"), "w") as file:
            file.write("d = {}\n")
        return "my.py"


def expect(condition, checkout):
    assert condition, "status %d\nout: %s\nerr: %s\ncalls: %s" % (checkout.status, checkout.out, checkout.err, checkout.calls)


def opens_the_example():
    c = Checkout(DISPLAY=":0").run()
    expect(c.status == 0 and "app [] " + c.path("_build/release/data") in c.calls and "apt-get" not in c.calls, c)
    expect("--buildtype=release" in c.calls and "-Dtests=false" in c.calls, c)   # who starts it waits for no test to be compiled


def opens_a_file():
    c = Checkout(WAYLAND_DISPLAY="wayland-0")
    c.run(c.script())
    expect(c.status == 0 and "app [my.py] " in c.calls, c)


def configures_once():
    c = Checkout(DISPLAY=":0").run()
    expect(c.status == 0 and "meson setup" in c.calls and "ninja" in c.calls, c)
    c.run()
    expect(c.status == 0 and "meson setup" not in c.calls and "ninja" in c.calls, c)


def draws_every_version_without_a_display():
    c = Checkout().run()
    expect(c.status == 0 and "app" not in c.calls, c)
    drawn = sorted(os.listdir(c.path("here", "dictoscope-pictures")))
    expect(drawn == ["record-2.7.18.svg", "record-3.13.0t.svg", "record-3.14.10.svg"], c)
    expect("There is no display here" in c.out and c.path("here", "dictoscope-pictures") in c.out and "3 pictures" in c.out, c)
    expect(c.calls.count("render %s --version" % c.path("data/examples/record.py")) == 3, c)


def draws_into_a_folder_of_choice():
    c = Checkout(DISPLAY=":0")
    c.run("--pictures", "new/folder", c.script())
    expect(c.status == 0 and len(os.listdir(c.path("here", "new", "folder"))) == 3 and "app" not in c.calls, c)


def a_version_that_refuses_is_told():
    c = Checkout(REFUSES="2.7.18")
    c.run(c.script())
    expect(c.status == 0 and "2 pictures" in c.out and "Not drawn: 1 of 3 versions" in c.err and "no |= there" in c.err, c)
    c.run()
    expect(c.status == 1, c)      # the example must be drawn for all


def a_script_that_no_version_draws_fails():
    c = Checkout(REFUSES="render")
    c.run(c.script())
    expect(c.status == 1 and "0 pictures" in c.out, c)


def failed_build_is_told():
    c = Checkout(NO_MESON="yes", DISPLAY=":0").run()
    expect(c.status == 1 and "meson is cross" in c.err and "could not be built" in c.err and "app" not in c.calls, c)


if __name__ == "__main__":
    sys.exit(tap.main([("/run/" + f.__name__.replace("_", "-"), f) for f in (
        opens_the_example, opens_a_file, configures_once, draws_every_version_without_a_display, draws_into_a_folder_of_choice,
        a_version_that_refuses_is_told, a_script_that_no_version_draws_fails, failed_build_is_told)]))
