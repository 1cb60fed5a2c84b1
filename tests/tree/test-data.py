#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-data: the files beside the programs are valid, agree with each other, and the examples are real Python."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import tap

TOP, BUILD, APPLICATION_ID = sys.argv[1:4]
SOURCE_ID = "io.github.dictoscope.Dictoscope"
DATA = os.path.join(TOP, "data")
BUILT = os.path.join(BUILD, "data")
SVG = "{http://www.w3.org/2000/svg}"


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def built(ending):
    return os.path.join(BUILT, APPLICATION_ID + ending)


def run(program, *arguments):
    path = shutil.which(program)
    if path is None:
        raise tap.Skip("there is no %s on this machine" % program)
    result = subprocess.run([path, *arguments], capture_output=True, text=True)
    assert result.returncode == 0, "%s: %s%s" % (program, result.stdout, result.stderr)
    return result.stdout + result.stderr


def desktop_file():
    said = run("desktop-file-validate", built(".desktop"))
    assert not said, said


def metainfo():
    run("appstreamcli", "validate", "--no-net", built(".metainfo.xml"))
    first = ElementTree.parse(built(".metainfo.xml")).getroot().find("description/p")
    assert len(" ".join(first.text.split())) >= 80, "the first paragraph is too short for a software centre"


def schema():
    run("glib-compile-schemas", "--strict", "--dry-run", BUILT)
    assert os.path.exists(os.path.join(BUILT, "gschemas.compiled"))


def same_id_everywhere():
    root = ElementTree.parse(built(".metainfo.xml")).getroot()
    found = {
        "metainfo id": root.findtext("id"),
        "metainfo launchable": root.findtext("launchable")[:-len(".desktop")],
        "metainfo dbus": root.findtext("provides/dbus"),
        "schema": ElementTree.parse(built(".gschema.xml")).getroot().find("schema").get("id"),
        "service": re.search("^Name=(.*)$", read(built(".service")), re.MULTILINE).group(1),
        "icon": re.search("^Icon=(.*)$", read(built(".desktop")), re.MULTILINE).group(1),
        "dsc-config.h": re.search('DSC_APPLICATION_ID "(.*)"', read(BUILD, "src/config/dsc-config.h")).group(1),
    }
    wrong = {where: value for where, value in found.items() if value != APPLICATION_ID}
    assert not wrong, "not %s: %s" % (APPLICATION_ID, wrong)
    assert "DBusActivatable=true" in read(built(".desktop"))


def resources():
    """Every file that the resources name is there; every example and icon is among them, under the path the program looks in."""
    root = ElementTree.parse(os.path.join(DATA, "dictoscope-data.gresource.xml")).getroot()
    prefix = root.find("gresource").get("prefix")
    assert prefix == re.search('DSC_RESOURCE_PATH "(.*)"', read(BUILD, "src/config/dsc-config.h")).group(1), prefix
    files = [file.text for file in root.iter("file")]
    missing = [file for file in files if not os.path.exists(os.path.join(DATA, file))]
    assert not missing, "not there: %s" % missing
    present = {os.path.relpath(path, DATA) for pattern in ("examples/*.py", "icons/*.svg")
               for path in glob.glob(os.path.join(DATA, pattern))}
    assert present == set(files), "not in the resources, or not there: %s" % (present ^ set(files))
    listed = re.findall(r"^  '([a-z-]+)',$", read(DATA, "examples/meson.build"), re.MULTILINE)
    assert ["examples/%s.py" % name for name in listed] == [file for file in files if file.startswith("examples/")], listed


def icons():
    for name in glob.glob(os.path.join(DATA, "icons", "*.svg")):
        root = ElementTree.parse(name).getroot()
        size = "16" if "symbolic" in name else "128"
        assert root.tag == SVG + "svg" and root.get("width") == root.get("height") == size, name
        outside = [element.tag for element in root.iter() if element.tag in (SVG + "text", SVG + "image")]
        assert not outside, "%s: has %s, which depends on fonts or on other files" % (name, outside)


def examples_run():
    paths = sorted(glob.glob(os.path.join(DATA, "examples", "*.py")))
    assert paths
    for path in paths:
        result = subprocess.run([sys.executable, path], capture_output=True, text=True, timeout=30)
        assert result.returncode == 0 and not result.stderr, "%s: %s" % (path, result.stderr)


def examples_have_titles():
    titles = []
    for path in glob.glob(os.path.join(DATA, "examples", "*.py")):
        first = read(path).partition("\n")[0]
        assert re.fullmatch(r"# [A-Z][^.]{4,40}", first), "%s: the first line is no title: %s" % (path, first)
        titles.append(first)
    assert len(set(titles)) == len(titles), titles


def potfiles_complete():
    result = subprocess.run([sys.executable, os.path.join(TOP, "tools", "update-potfiles"), "--check"],
                            capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def texts_can_be_extracted():
    if shutil.which("xgettext") is None:
        raise tap.Skip("there is no xgettext on this machine")
    paths = [line for line in read(TOP, "po/POTFILES").splitlines() if line and not line.startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "all.pot")
        run("xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "-D", TOP, "-o", out, *paths)
        text = read(out)
    assert "See what a Python dict really is in memory" in text, "the summary is not among the texts"


if __name__ == "__main__":
    sys.exit(tap.main([("/data/" + f.__name__.replace("_", "-"), f) for f in (
        desktop_file, metainfo, schema, same_id_everywhere, resources, icons, examples_run, examples_have_titles,
        potfiles_complete, texts_can_be_extracted)]))
