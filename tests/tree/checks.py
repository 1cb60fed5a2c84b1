# SPDX-License-Identifier: GPL-3.0-or-later
"""checks.py: rules that files of the project keep, each a function from {path: text} to a list of complaints."""
import re

RUNGS = ["core", "source", "scene", "draw", "session", "cli", "app"]

# What each rung may include of its own project; "config" holds names that the build chose.
BELOW = {
    "core": ["core"],
    "source": ["config", "core", "source"],
    "scene": ["config", "core", "scene"],
    "draw": ["config", "core", "scene", "draw"],
    "session": ["config", "core", "source", "scene", "session"],
    "cli": ["config", "core", "source", "scene", "draw", "cli"],
    "app": ["config", "core", "source", "scene", "draw", "session", "app"],
}

C_HEADERS = {
    "assert.h", "ctype.h", "errno.h", "fenv.h", "float.h", "inttypes.h", "limits.h", "locale.h", "math.h", "stdalign.h",
    "stdarg.h", "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "stdnoreturn.h", "string.h",
    "time.h",
    "endian.h", "strings.h", "sys/mman.h",      # of the C library
}

# Libraries by the beginning of the header's path, with the rungs that may use them.
LIBRARIES = [
    (r"(glib|gobject|gmodule)", ["source", "scene", "draw", "session", "cli", "app"]),
    (r"gio/", ["source", "draw", "session", "cli", "app"]),
    (r"json-glib/", ["source", "session", "cli", "app"]),
    (r"(cairo|pango)", ["draw", "cli", "app"]),
    (r"(gtk|gdk|gsk|adwaita|gtksourceview|graphene)", ["app"]),
]

# Files whose first lines are not ours to choose: fixtures, recordings and expected results of tests.
FIXTURES = re.compile(r"^tests/(data|[a-z]+/(data|golden|goldens|expected|corpus|scripts|scenarios|recordings))/")

FUNCTION_LIMIT = 60


def c_files(files, folder="src/"):
    return {path: text for path, text in files.items() if path.startswith(folder) and re.search(r"\.[ch](\.in)?$", path)}


def rung_of(path):
    return path.split("/")[1]


def without_comments(text):
    """C text with comments blanked, so that lines keep their numbers; strings stay."""
    def blank(match):
        token = match.group(0)
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else token
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*', blank, text, flags=re.DOTALL)


def matches(path, text, pattern, complaint):
    return ["%s:%d: %s: %s" % (path, text.count("\n", 0, found.start()) + 1, complaint, found.group(0).strip())
            for found in re.finditer(pattern, text, flags=re.MULTILINE)]


def check_license_lines(files):
    complaints = []
    for path, text in files.items():
        if FIXTURES.match(path) or path == "COPYING":
            continue
        checked = re.search(r"(\.(c|h|py|sh|in|xml|ui|css|svg|md|supp)|meson\.build|meson_options\.txt|NEWS|POTFILES|LINGUAS"
                            r"|\.clang-format|\.gitignore)$", path)
        if not checked and not text.startswith("#!"):
            continue
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in text.splitlines()[:2]):
            complaints.append(path + ": the SPDX line is not in the first two lines")
    return complaints


def check_version_numbers(files):
    """Facts about releases stand in the version files; anywhere else they would be missed when a release is added."""
    complaints = []
    for path, text in c_files(files).items():
        if re.match(r"src/\w+/dsc-version", path):
            continue
        code = without_comments(text)
        complaints += matches(path, code, r"\bDSC_V\s*\([^)]*\)", "version number outside dsc-version*")
        complaints += matches(path, code, r"\b0[xX]0[123][0-9a-fA-F]{6}\b", "hexversion outside dsc-version*")
        complaints += matches(path, code, r'"(1\.[456]|2\.[0-7]|3\.\d{1,2})(\.\d+)?([a-z]+\d*)?(-\w+)?"',
                              "name of a release outside dsc-version*")
    return complaints


def check_includes(files):
    """Includes go downward only, and each rung uses the libraries that DESIGN.md gives it."""
    own = {path.rsplit("/", 1)[1].replace(".h.in", ".h"): rung_of(path) for path in c_files(files)}
    complaints = []
    for path, text in c_files(files).items():
        rung = rung_of(path)
        if rung not in BELOW:
            continue
        for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', without_comments(text), flags=re.MULTILINE):
            where = "%s:%d: " % (path, text.count("\n", 0, found.start()) + 1)
            quoted, name = found.group(1) == '"', found.group(2)
            if quoted and name in own and own[name] not in BELOW[rung]:
                complaints.append(where + "%s includes %s, which is of the rung %s" % (rung, name, own[name]))
            elif quoted and name.startswith("dsc-") and name not in own:
                complaints.append(where + "there is no " + name)
            elif rung == "core" and not quoted and name not in C_HEADERS:
                complaints.append(where + "core uses C and libc only, not " + name)
            elif not quoted:
                complaints += [where + "%s must not use %s" % (rung, name)
                               for pattern, rungs in LIBRARIES if re.match(pattern, name) and rung not in rungs]
    return complaints


def check_sources_listed(files):
    """A source file that no meson.build names is never compiled."""
    complaints = []
    for path in files:
        folder, _, name = path.rpartition("/")
        if re.match(r"(src|tests)/", path) and name.endswith(".c") and not FIXTURES.match(path):
            listed = files.get(folder + "/meson.build", "")
            base = name[len("test-"):-2] if name.startswith("test-") else name[:-2]
            if not re.search(r"['/-]%s(\.c)?'" % re.escape(base), listed):
                complaints.append("%s: not listed in %s/meson.build" % (path, folder))
    return complaints


# The one place that knows where people keep interpreters, by the public conventions of the tools that install them.
FINDS_INTERPRETERS = re.compile(r"src/source/dsc-interpreter\.[ch]$")


def check_machine_paths(files):
    """Nothing may depend on, or tell of, the machine that it was written on."""
    complaints = []
    for path, text in files.items():
        complaints += matches(path, text, r"(?<![\w.])/(work|root)/[^\s\"']*|/home/\w+", "path of one machine")
        if not FINDS_INTERPRETERS.match(path):
            complaints += matches(path, text, "py" + r"env\b", "path of one machine")
    return complaints


def check_function_length(files):
    """In our style a function's braces stand in the first column."""
    complaints = []
    for path, text in list(c_files(files).items()) + list(c_files(files, "tests/").items()):
        start = None
        for number, line in enumerate(text.splitlines(), 1):
            if line == "{":
                start = number
            elif line.startswith("}") and start is not None:
                if number - start - 1 > FUNCTION_LIMIT:
                    complaints.append("%s:%d: the function has %d lines; %d are allowed"
                                      % (path, start, number - start - 1, FUNCTION_LIMIT))
                start = None
    return complaints


def check_readme(files):
    """The README names every library that the build needs, and the two commands."""
    readme = files.get("README.md", "")
    table = re.search(r"build_packages='(.*?)'", files.get("tools/setup.sh", ""), flags=re.DOTALL)
    packages = [line.split("|")[0].strip() for line in table.group(1).splitlines() if "|" in line] if table else []
    complaints = [] if packages else ["tools/setup.sh: no build_packages"]
    for word in ["./tools/run", "./tools/test"] + packages:
        if word not in readme:
            complaints.append("README.md: does not name " + word)
    return complaints


ALL = [
    ("license-line-in-every-file", check_license_lines),
    ("release-numbers-only-in-version-files", check_version_numbers),
    ("includes-go-downward", check_includes),
    ("sources-are-listed", check_sources_listed),
    ("no-path-of-one-machine", check_machine_paths),
    ("functions-are-short", check_function_length),
    ("readme-names-packages", check_readme),
]
