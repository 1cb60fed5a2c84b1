#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-setup: tools/setup.sh lists before it installs, installs only what is missing, and stops with a clear word elsewhere.

Each test gives it a PATH with nothing but stand-ins for the package manager and a few plain tools, so nothing is installed."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile

import tap

TOOLS = os.path.join(sys.argv[1], "tools")
PLAIN = ["awk", "cat", "cut", "dirname", "env", "grep", "head", "mkdir", "nproc", "rm", "sed", "sort", "tr", "uname"]

# $STATE holds a file per installed package, its version inside, and "log", the calls that would change the machine.
DEBIAN = {
    "dpkg-query": 'for p; do :; done; [ -f "$STATE/$p" ] && cat "$STATE/$p"',
    "dpkg": '[ "$(printf \'%s\\n%s\\n\' "$4" "$2" | sort -V | head -n 1)" = "$4" ]',
    "apt-cache": 'printf "p:\\n  Candidate: %s\\n" "$CANDIDATE"',
    "apt-get": 'echo "apt-get $*"; echo "apt-get $*" >> "$STATE/log"; case $* in *install*) [ -z "$BROKEN" ] || exit 100;'
               ' for p; do printf "installed 99\\n" > "$STATE/$p"; done;; esac',
    "id": 'echo "$USER_ID"',
}
SUDO = {"sudo": 'echo "sudo $*" >> "$STATE/log"; exec "$@"'}
TABLE = "alpha | 1.5 | f-alpha | a-alpha | cmd:alpha | the first thing\nbeta | - | f-beta | a-beta | pc:beta | the second thing\n"


class Machine:
    def __init__(self, stand_ins, release, packages=None, **settings):
        self.folder = tempfile.TemporaryDirectory()
        self.bin, self.state = self.make("bin"), self.make("state")
        for name in PLAIN:
            real = shutil.which(name)
            if real:
                os.symlink(real, os.path.join(self.bin, name))
        for name, body in stand_ins.items():
            self.write(os.path.join(self.bin, name), "#!%s\n%s\n" % (shutil.which("sh"), body), executable=True)
        for name, state in (packages or {}).items():
            self.write(os.path.join(self.state, name), state + "\n")
        self.release = os.path.join(self.folder.name, "os-release")
        self.write(self.release, release)
        self.environment = dict({"PATH": self.bin, "STATE": self.state, "CANDIDATE": "99", "BROKEN": "", "USER_ID": "0"}, **settings)

    def make(self, name):
        path = os.path.join(self.folder.name, name)
        os.mkdir(path)
        return path

    def write(self, path, text, executable=False):
        with open(path, "w") as file:
            file.write(text)
        if executable:
            os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)

    def need(self):
        script = "os_release=%s; . %s/setup.sh; need '%s'; echo went on" % (self.release, TOOLS, TABLE)
        result = subprocess.run([shutil.which("bash"), "-c", script], env=self.environment, capture_output=True, text=True)
        log = os.path.join(self.state, "log")
        self.calls = open(log).read() if os.path.exists(log) else ""
        self.status, self.out, self.err = result.returncode, result.stdout, result.stderr
        return self


def expect(condition, machine):
    assert condition, "status %d\nout: %s\nerr: %s\ncalls: %s" % (machine.status, machine.out, machine.err, machine.calls)


DEBIAN_12 = 'ID=debian\nPRETTY_NAME="Debian 12"\n'


def all_there():
    m = Machine(DEBIAN, DEBIAN_12, {"alpha": "installed 1.5", "beta": "installed 0.1"}).need()
    expect(m.status == 0 and m.out == "went on\n" and not m.calls and not m.err, m)


def lists_then_installs_only_what_is_missing():
    m = Machine(DEBIAN, DEBIAN_12, {"alpha": "installed 1.5", "beta": "config-files 9"}).need()
    expect(m.status == 0 and m.out.endswith("went on\n"), m)
    expect("the second thing" in m.out and "the first thing" not in m.out, m)
    expect(m.out.index("the second thing") < m.out.index("apt-get -qq"), m)
    update, install = m.calls.splitlines()
    expect("update" in update and install.endswith("install --no-install-recommends beta"), m)


def replaces_what_is_too_old():
    m = Machine(DEBIAN, DEBIAN_12, {"alpha": "installed 1.4", "beta": "installed 1"}).need()
    expect(m.status == 0 and m.calls.endswith("install --no-install-recommends alpha\n"), m)


def stops_when_the_sources_are_too_old():
    m = Machine(DEBIAN, 'ID=ubuntu\nPRETTY_NAME="Ubuntu 20.04"\n', CANDIDATE="1.4").need()
    expect(m.status == 1 and "install" not in m.calls and "went on" not in m.out, m)
    expect("Ubuntu 20.04 offer alpha 1.4, and Dictoscope needs version 1.5" in m.err and "Nothing was installed" in m.err, m)


def stops_when_the_sources_lack_it():
    m = Machine(DEBIAN, DEBIAN_12, CANDIDATE="(none)").need()
    expect(m.status == 1 and "install" not in m.calls and "do not offer alpha" in m.err, m)


def takes_sudo_when_not_root():
    m = Machine({**DEBIAN, **SUDO}, DEBIAN_12, USER_ID="1000").need()
    expect(m.status == 0 and m.calls.count("sudo ") == 2 and "--no-install-recommends alpha beta" in m.calls, m)
    m = Machine({**DEBIAN, **SUDO}, DEBIAN_12).need()
    expect(m.status == 0 and "sudo" not in m.calls, m)


def says_what_to_run_without_sudo():
    m = Machine(DEBIAN, DEBIAN_12, USER_ID="1000").need()
    expect(m.status == 1 and not m.calls and "apt-get install --no-install-recommends alpha beta" in m.err, m)


def failed_installation_stops():
    m = Machine(DEBIAN, DEBIAN_12, BROKEN="yes").need()
    expect(m.status == 1 and "could not install" in m.err and "went on" not in m.out, m)


def names_packages_of_fedora():
    m = Machine({}, 'ID=fedora\nPRETTY_NAME="Fedora 40"\n').need()
    expect(m.status == 1 and "On Fedora 40" in m.err and "dnf install f-alpha f-beta" in m.err, m)


def names_packages_of_arch():
    m = Machine({}, 'ID=manjaro\nID_LIKE=arch\n').need()
    expect(m.status == 1 and "pacman -S --needed a-alpha a-beta" in m.err, m)


def names_packages_elsewhere():
    m = Machine({}, 'ID=gentoo\nPRETTY_NAME=Gentoo\n').need()
    expect(m.status == 1 and "package manager of Gentoo" in m.err and "alpha" in m.err and "the second thing" in m.err, m)


def goes_on_elsewhere_when_all_is_there():
    m = Machine({"alpha": "exit 0", "pkg-config": "exit 0"}, "ID=gentoo\n").need()
    expect(m.status == 0 and m.out == "went on\n", m)


def run_tool(name, *arguments):
    return subprocess.run([os.path.join(TOOLS, name), *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def tools_explain_themselves():
    for name in ("run", "test"):
        result = run_tool(name, "--help")
        assert result.returncode == 0 and result.stdout.startswith("Usage: tools/" + name), result
        result = run_tool(name, "--no-such-option")
        assert result.returncode == 2 and "--no-such-option" in result.stderr and not result.stdout, result


def run_refuses_what_is_no_script():
    with tempfile.TemporaryDirectory() as folder:
        for arguments, text in (((folder,), "is a folder"), ((folder + "/none.py",), "no file"), (("--pictures",), "needs the name"),
                                ((A_FILE, A_FILE), "one file at a time")):
            result = run_tool("run", *arguments)
            assert result.returncode == 2 and text in result.stderr and result.stderr.count("\n") == 1, result


A_FILE = os.path.join(TOOLS, "run")

if __name__ == "__main__":
    sys.exit(tap.main([("/setup/" + f.__name__.replace("_", "-"), f) for f in (
        all_there, lists_then_installs_only_what_is_missing, replaces_what_is_too_old, stops_when_the_sources_are_too_old,
        stops_when_the_sources_lack_it, takes_sudo_when_not_root, says_what_to_run_without_sudo, failed_installation_stops,
        names_packages_of_fedora, names_packages_of_arch, names_packages_elsewhere, goes_on_elsewhere_when_all_is_there,
        tools_explain_themselves, run_refuses_what_is_no_script)]))
