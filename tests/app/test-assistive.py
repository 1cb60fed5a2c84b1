#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-assistive: the program as a screen reader meets it, over the accessibility bus. Usage: test-assistive.py DICTOSCOPE TAP_FOLDER"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
sys.path.insert(0, sys.argv[2])
import tap    # noqa: E402

LIMIT = 20    # seconds that anything may take
STILL_FOLDER = tempfile.TemporaryDirectory()
STILL = STILL_FOLDER.name
os.mkdir(os.path.join(STILL, "gtk-4.0"))
with open(os.path.join(STILL, "gtk-4.0", "settings.ini"), "w") as still:
    still.write("[Settings]\ngtk-enable-animations=false\n")


def run_on_own_bus():
    """Starts this script again inside a session bus. What the bus starts writes to standard output, where only TAP may be."""
    bus = shutil.which("dbus-run-session")
    if bus is None:
        print("1..0 # SKIP there is no dbus-run-session on this machine")
        return 0
    results = os.dup(1)
    environment = dict(os.environ, TAP_DESCRIPTOR=str(results))
    return subprocess.run([bus, "--", sys.executable] + sys.argv, env=environment, stdout=sys.stderr, pass_fds=[results]).returncode


def wait_for(what, find):
    end = time.time() + LIMIT
    while time.time() < end:
        found = find()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("waited %d s for %s" % (LIMIT, what))


class Application:
    def __enter__(self):
        environment = dict(os.environ)
        environment.pop("GTK_A11Y", None)
        environment["XDG_CONFIG_HOME"] = STILL      # no story plays by itself
        self.process = subprocess.Popen([PROGRAM], env=environment, stderr=subprocess.DEVNULL)
        self.root = wait_for("the application on the bus", self.find_application)
        self.picture = wait_for("the picture", lambda: self.find("image", "Memory of row"))
        return self

    def __exit__(self, *problem):
        died = self.process.poll()
        if died is None:
            self.process.terminate()
        self.process.wait()
        assert died is None, "the program ended by itself, status %d" % died

    def find_application(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application and application.get_process_id() == self.process.pid:
                return application
        return None

    def nodes(self):
        pending = [self.root]
        while pending:
            node = pending.pop()
            if node is None:
                continue
            yield node
            try:
                pending.extend(node)
            except GLib.Error:      # it went away while it was looked at
                pass

    def find(self, role, part, state=None):
        for node in self.nodes():
            try:
                if node.getRoleName() == role and part in (node.name or "") and (state is None or node.getState().contains(state)):
                    return node
            except GLib.Error:
                pass
        return None

    def press(self, part, role="push button"):
        wait_for(part, lambda: self.find(role, part)).queryAction().doAction(0)

    def wait_for_name(self, *parts):
        wait_for("%s in the picture's name" % (parts,), lambda: all(part in self.picture.name for part in parts))


def picture_speaks():
    with Application() as application:
        application.wait_for_name("CPython", "step 4 of 4")
        assert "272" in application.picture.description, application.picture.description


def steps_are_told():
    with Application() as application:
        application.press("Step back")
        application.wait_for_name("step 3 of 4")
        application.press("First state")
        application.press("Step forward")
        application.wait_for_name("step 1 of 4")


def player_can_be_used():
    with Application() as application:
        line = wait_for("the time line", lambda: application.find("slider", "Time line"))
        value = line.queryValue()
        assert (value.minimumValue, value.currentValue, value.maximumValue) == (0, 4, 4), value
        value.currentValue = 2
        application.wait_for_name("step 2 of 4")
        wait_for("the speed", lambda: application.find("toggle button", "Speed: 1×") or application.find("push button", "Speed: 1×"))
        application.press("Play")
        wait_for("a button to pause", lambda: application.find("push button", "Pause"))
        application.wait_for_name("step 4 of 4")
        wait_for("a button to play", lambda: application.find("push button", "Play"))


def script_can_be_written():
    with Application() as application:
        script = wait_for("the script", lambda: application.find("text", "Script"))
        script.queryEditableText().setTextContents("spoken = {'a': 1}\n")
        wait_for("the new picture", lambda: application.find("image", "Memory of spoken"))


# What people operate or are told; GTK's own boxes, panes and scroll bars have no other name than their type's in 4.8.
OPERATED = ["check box", "combo box", "entry", "frame", "image", "list", "list item", "page tab", "page tab list", "push button",
            "slider", "spin button", "table", "text", "toggle button"]


def nothing_is_called_by_its_type():
    with Application() as application:
        found = [(node.getRoleName(), node.name or "", node.description) for node in application.nodes()]
        found = [it for it in found if it[0] in OPERATED]
        assert len(found) > 25, found
        wrong = ["%s is called %s (%s)" % it for it in found if not it[1] or it[1].startswith(("Gtk", "Adw", "Dsc"))]
        assert not wrong, "\n".join(wrong)


def press_keys(*keys):
    """Real keys, one after the other; the window has the focus, as it is alone on its display."""
    if shutil.which("xdotool") is None:
        raise tap.Skip("there is no xdotool on this machine to press keys with")
    for key in keys:
        subprocess.run(["xdotool", "key", key], check=True, timeout=LIMIT)


def write(application, script, name):
    text = wait_for("the script", lambda: application.find("text", "Script"))
    text.queryEditableText().setTextContents(script)
    wait_for("the new picture", lambda: application.find("image", "Memory of " + name))


def tab_to(application, role, part):
    """From the picture on, with Tab alone, until a thing of that role has the focus."""
    press_keys("ctrl+3")
    for _ in range(12):
        press_keys("Tab")
        time.sleep(0.15)
        focus = application.find(role, part, pyatspi.STATE_FOCUSED)
        if focus is not None:
            return focus
    raise AssertionError("Tab never comes to a %s with “%s” in its name" % (role, part))


def selected_row(application):
    parts = application.find("list", "Parts of the picture")
    rows = [row for row in parts if row.getState().contains(pyatspi.STATE_SELECTED)]
    return rows[0] if len(rows) == 1 else None


def every_slot_of_a_large_table_is_in_a_list():
    with Application() as application:
        write(application, "d = dict.fromkeys(range(100000))\n", "d in")
        application.press("All Parts", role="page tab")
        tab_to(application, "list item", "")
        press_keys("Down", "Down")
        row = wait_for("a selected row", lambda: selected_row(application))
        application.wait_for_name(row.name)                       # the picture tells of the same thing, and the list is what selected it
        press_keys("ctrl+g")
        entry = wait_for("the entry", lambda: application.find("entry", "Go to"))
        entry.queryEditableText().setTextContents("slot 77777")
        press_keys("Return")
        application.wait_for_name("dk_indices[77777]")
        row = wait_for("the row of slot 77777", lambda: selected_row(application))
        assert "dk_indices[77777]" in row.name, row.name
        press_keys("Escape", "ctrl+3")


def what_is_selected_is_told_again_at_another_step():
    with Application() as application:
        press_keys("ctrl+3", "ctrl+g")
        entry = wait_for("the entry", lambda: application.find("entry", "Go to"))
        entry.queryEditableText().setTextContents("slot 14")
        press_keys("Return")
        application.wait_for_name("is −2, a dummy", "step 4 of 4")
        application.press("Step back")
        application.wait_for_name("dk_indices[14]", "is 5", "step 3 of 4")


def bytes_speak():
    with Application() as application:
        application.press("Show the bytes")
        view = wait_for("the bytes", lambda: application.find("image", "Bytes of row in memory"))
        tab_to(application, "image", "Bytes of row")
        press_keys("Down", "Right", "Right")
        wait_for("a field in the name", lambda: "lowest byte first" in view.name and "Bytes of row" in view.name)
        field = view.name.split(" (")[0]
        application.wait_for_name(field + " (")                   # the picture has it selected too
        application.press("All Parts", role="page tab")
        row = wait_for("the row of the field", lambda: selected_row(application))
        assert row.name.startswith(field + " ("), (row.name, field)


def wait_for_view(application, name):
    said = "Shown in the middle: " + name
    wait_for(said, lambda: application.find("toggle button", said) or application.find("push button", said))


def figures_speak():
    with Application() as application:
        press_keys("ctrl+3", "4")
        picture = wait_for("the figure", lambda: application.find("image", "How dicts changed"))
        wait_for_view(application, "History")
        press_keys("Down")
        wait_for("a datum in the name", lambda: not picture.name.startswith("How dicts changed") and "How dicts changed" in picture.name)
        press_keys("t")                                           # the same as a table, in words
        wait_for("a row of the table", lambda: application.find("label", "perturb"))
        press_keys("t", "Escape", "Escape")
        wait_for_view(application, "Diagram")


TESTS = [
    ("/app/assistive/picture-speaks", picture_speaks),
    ("/app/assistive/steps-are-told", steps_are_told),
    ("/app/assistive/player-can-be-used", player_can_be_used),
    ("/app/assistive/script-can-be-written", script_can_be_written),
    ("/app/assistive/every-slot-of-a-large-table-is-in-a-list", every_slot_of_a_large_table_is_in_a_list),
    ("/app/assistive/what-is-selected-is-told-again-at-another-step", what_is_selected_is_told_again_at_another_step),
    ("/app/assistive/bytes-speak", bytes_speak),
    ("/app/assistive/figures-speak", figures_speak),
    ("/app/assistive/nothing-is-called-by-its-type", nothing_is_called_by_its_type),
]

if "TAP_DESCRIPTOR" not in os.environ:
    sys.exit(run_on_own_bus())
os.dup2(int(os.environ.pop("TAP_DESCRIPTOR")), 1)
try:
    import gi
    gi.require_version("Atspi", "2.0")
    import pyatspi
    from gi.repository import GLib
except (ImportError, ValueError) as missing:
    print("1..0 # SKIP the accessibility bus cannot be read with %s: %s" % (sys.executable, missing))
    sys.exit(0)
sys.exit(tap.main(TESTS))
