#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-count-tests: tools/count-tests counts single tests, and lets nothing that failed or was left out pass for a success."""
import json
import os
import subprocess
import sys
import tempfile

import tap

COUNT = os.path.join(sys.argv[1], "tools", "count-tests")


def case(name, verdict="", explanation=""):
    inner = "<%s/>" % verdict if verdict else ""
    if explanation:
        inner += "<system-out>%s</system-out>" % explanation
    return '<testcase name="%s" classname="x">%s</testcase>' % (name, inner)


def count(programs, status="0", setup=""):
    """programs: [(name, result, output, cases)]; returns exit status and lines of count-tests for one run."""
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "testlog")
        with open(base + setup + ".json", "w") as file:
            for name, result, output, _ in programs:
                file.write(json.dumps({"name": name, "result": result, "stdout": output, "returncode": 0}) + "\n")
        with open(base + setup + ".junit.xml", "w") as file:
            suites = ['<testsuite name="dictoscope.%s">%s</testsuite>' % (name, "".join(cases))
                      for name, _, _, cases in programs if cases]
            file.write("<testsuites>%s</testsuites>" % "".join(suites))
        result = subprocess.run([sys.executable, COUNT, "title", base, status], capture_output=True, text=True)
    return result.returncode, result.stdout.rstrip().splitlines()


def expect(last_line, programs, status="0", text="", setup=""):
    code, lines = count(programs, status, setup)
    assert lines[-1] == last_line, lines
    assert lines[-2] == "", "the last line does not stand alone: %s" % lines
    assert code == (0 if ", 0 failed" in last_line and not last_line.startswith("0 passed") else 1), code
    assert text in "\n".join(lines), lines


def counts_single_tests():
    expect("3 passed, 0 failed, 0 skipped", [("a", "OK", "", [case("1 /x"), case("2 /y")]), ("b", "OK", "", [])])


def reads_logs_of_a_setup():
    expect("1 passed, 0 failed, 0 skipped", [("a", "OK", "", [case("1 /x")])], setup="-sanitize")


def prints_reasons_of_skips():
    expect("1 passed, 0 failed, 1 skipped", [("a", "OK", "", [case("1 /x"), case("2 /y", "skipped", "no dot here")])],
           text="skipped  a: 2 /y: no dot here")
    expect("1 passed, 0 failed, 1 skipped", [("a", "OK", "", []), ("b", "SKIP", "1..0 # SKIP no display\n", [])],
           text="skipped  b: no display")


def skip_without_reason_fails():
    expect("1 passed, 1 failed, 0 skipped", [("a", "OK", "", [case("1 /x"), case("2 /y", "skipped")])])


def failed_test_fails():
    expect("1 passed, 1 failed, 0 skipped", [("a", "FAIL", "", [case("1 /x"), case("2 /y", "failure")])], "1")


def crash_after_good_tests_fails():
    expect("1 passed, 1 failed, 0 skipped", [("a", "ERROR", "", [case("1 /x")])], "1")
    expect("1 passed, 1 failed, 0 skipped", [("a", "TIMEOUT", "", [case("1 /x")])], "1")


def unfinished_test_fails():
    expect("1 passed, 1 failed, 0 skipped", [("a", "OK", "", [case("1 /x"), case("2 /y", "", "later")])], text="unfinished: later")


def program_without_tests_fails():
    expect("0 passed, 1 failed, 0 skipped", [("a", "SKIP", "1..0\n", [])], text="ran no test")


def nothing_run_fails():
    expect("0 passed, 1 failed, 0 skipped", [])
    expect("0 passed, 1 failed, 0 skipped", [], "build")


def status_of_meson_counts():
    expect("1 passed, 1 failed, 0 skipped", [("a", "OK", "", [case("1 /x")])], "2")


def only_skips_is_no_success():
    expect("0 passed, 0 failed, 1 skipped", [("a", "SKIP", "", [case("1 /x", "skipped", "no dot here")])])


if __name__ == "__main__":
    sys.exit(tap.main([("/count-tests/" + f.__name__.replace("_", "-"), f) for f in (
        counts_single_tests, reads_logs_of_a_setup, prints_reasons_of_skips, skip_without_reason_fails, failed_test_fails,
        crash_after_good_tests_fails, unfinished_test_fails, program_without_tests_fails, nothing_run_fails,
        status_of_meson_counts, only_skips_is_no_success)]))
