#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-tree: every file of the project keeps the rules in checks.py, and each rule finds a fault that was put there."""
import os
import subprocess
import sys

import checks
import tap

LICENSE = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"

# For each rule a small project that breaks it once. Written in parts where the whole would break the rule here.
FAULTS = {
    "license-line-in-every-file": {"src/core/dsc-a.c": "/* A file. */\n"},
    "release-numbers-only-in-version-files": {"src/core/dsc-a.c": LICENSE + "if (v >= DSC_V (3, 7, 0)) /* DSC_V (1, 2, 3) */;\n"},
    "includes-go-downward": {"src/core/dsc-a.c": LICENSE + '#include "dsc-b.h"\n', "src/scene/dsc-b.h": LICENSE},
    "sources-are-listed": {"src/core/dsc-a.c": LICENSE, "src/core/meson.build": "files('dsc-aa.c')"},
    "no-path-of-one-machine": {"src/core/dsc-a.c": LICENSE + "/" + "root/thing\n"},
    "functions-are-short": {"src/core/dsc-a.c": LICENSE + "void\nf (void)\n{\n" + "  ;\n" * 61 + "}\n"},
    "readme-names-packages": {"README.md": "./tools/run and ./tools/test", "tools/setup.sh": "build_packages='\ngcc | -\n'\n"},
}

MORE_FAULTS = [
    (checks.check_version_numbers, {"src/scene/dsc-a.c": LICENSE + 'parse ("3.14.10");\n'}),
    (checks.check_version_numbers, {"src/scene/dsc-a.c": LICENSE + "x = 0x030d" + "00f0;\n"}),
    (checks.check_includes, {"src/core/dsc-a.c": LICENSE + "#include <glib.h>\n"}),
    (checks.check_includes, {"src/cli/dsc-a.c": LICENSE + "#include <gtk/gtk.h>\n"}),
    (checks.check_includes, {"src/cli/dsc-a.c": LICENSE + '#include "dsc-nowhere.h"\n'}),
]

SOUND = [
    (checks.check_version_numbers, {"src/core/dsc-version-history.c": LICENSE + "DSC_V (3, 7, 0)\n"}),
    (checks.check_version_numbers, {"src/draw/dsc-a.c": LICENSE + 'puts ("version=\\"1.1\\"");  /* "3.7" */\n'}),
    (checks.check_includes, {"src/app/dsc-a.c": LICENSE + '#include <gtk/gtk.h>\n#include "dsc-b.h"\n', "src/core/dsc-b.h": LICENSE}),
    (checks.check_machine_paths, {"README.md": "a frame/wo" + "rk/shop and https://example.org/ro" + "ot/x"}),
    (checks.check_function_length, {"src/core/dsc-a.c": LICENSE + "void\nf (void)\n{\n" + "  ;\n" * 60 + "}\n"}),
]


def read_tree(top):
    try:
        names = subprocess.run(["git", "-C", top, "ls-files", "-z", "--cached"], check=True, capture_output=True, text=True).stdout
        paths = [path for path in names.split("\0") if path]
    except (OSError, subprocess.CalledProcessError):    # no git here, or a copy without history
        paths = []
        for folder, folders, files in os.walk(top):
            folders[:] = [f for f in folders if f not in (".git", "__pycache__") and not f.startswith(("_build", "build"))]
            paths += [os.path.relpath(os.path.join(folder, file), top) for file in files]
    tree = {}
    for path in sorted(paths):
        try:
            with open(os.path.join(top, path), encoding="utf-8", newline="") as file:
                tree[path] = file.read()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):    # pictures; deleted and not yet committed
            continue
    return tree


def expect_none(check, files):
    complaints = check(files)
    assert not complaints, "\n".join(complaints)


def expect_one(check, files):
    complaints = check(files)
    assert len(complaints) == 1, "the fault gave %d complaints: %s" % (len(complaints), complaints)


def check_shell(files):
    """Every shell script is at least read by its shell to the end."""
    scripts = 0
    for path, text in files.items():
        first = text.partition("\n")[0]
        shell = "bash" if path.endswith(".sh") or "bash" in first else "sh" if first.startswith("#!/bin/sh") else None
        if shell is None:
            continue
        scripts += 1
        result = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True)
        assert result.returncode == 0, "%s: %s" % (path, result.stderr)
    assert scripts >= 3, "only %d shell scripts were found" % scripts


def main():
    top = sys.argv[1]
    tree = read_tree(top)
    tests = []
    for name, check in checks.ALL:
        tests.append(("/tree/%s/finds-a-fault" % name, lambda c=check, n=name: expect_one(c, FAULTS[n])))
        tests.append(("/tree/%s/holds" % name, lambda c=check: expect_none(c, tree)))
    for number, (check, files) in enumerate(MORE_FAULTS, 1):
        tests.append(("/tree/more-faults/%s-%d" % (check.__name__, number), lambda c=check, f=files: expect_one(c, f)))
    for number, (check, files) in enumerate(SOUND, 1):
        tests.append(("/tree/sound/%s-%d" % (check.__name__, number), lambda c=check, f=files: expect_none(c, f)))
    tests.append(("/tree/shell-scripts-are-read", lambda: check_shell(tree)))
    return tap.main(tests)


if __name__ == "__main__":
    sys.exit(main())
