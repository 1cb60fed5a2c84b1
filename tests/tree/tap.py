# SPDX-License-Identifier: GPL-3.0-or-later
"""tap.py: runs functions as single tests and reports them in TAP, which Meson counts."""
import sys
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here; its text is the reason."""


def explain(text):
    """On standard error, because that is what Meson shows of a TAP test that failed."""
    print(text.rstrip(), file=sys.stderr)


def main(tests):
    """tests: [(name, function)]. Exit status 0 when none failed."""
    print("TAP version 13")
    print("1..%d" % len(tests))
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
        except Skip as skip:
            print("ok %d %s # SKIP %s" % (number, name, skip))
        except AssertionError as wrong:
            failed += 1
            explain(str(wrong) or traceback.format_exc())
            print("not ok %d %s" % (number, name))
        except Exception:      # a test that breaks has failed
            failed += 1
            explain(traceback.format_exc())
            print("not ok %d %s" % (number, name))
        else:
            print("ok %d %s" % (number, name))
        sys.stdout.flush()
    return 1 if failed else 0
