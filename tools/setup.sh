# SPDX-License-Identifier: GPL-3.0-or-later
# setup.sh: what tools/run and tools/test share: packages that are needed, and build folders. For bash; sourced, not run.
# shellcheck shell=bash

# One line per package: name in Debian and Ubuntu | oldest version that will do | name in Fedora | name in Arch Linux |
# how another distribution shows that it is there (pc: pkg-config module, cmd: program, py: Python module, font: family) |
# what it is for.
build_packages='
gcc                   | -      | gcc                    | gcc              | cmd:gcc                 | compiles the programs (C17)
libc6-dev             | -      | glibc-devel            | glibc            | -                       | headers of the C library
pkgconf               | -      | pkgconf-pkg-config     | pkgconf          | cmd:pkg-config          | tells the build where libraries are
meson                 | 1.0.1  | meson                  | meson            | cmd:meson               | describes the build
ninja-build           | -      | ninja-build            | ninja            | cmd:ninja               | carries the build out
gettext               | -      | gettext                | gettext          | cmd:msgfmt              | compiles translations
libgtk-4-dev          | 4.8    | gtk4-devel             | gtk4             | pc:gtk4>=4.8            | the window, and below it GLib, cairo and Pango
libpng-dev            | 1.6    | libpng-devel           | libpng           | pc:libpng>=1.6          | writes PNG files of any size
libwebp-dev           | 1.2    | libwebp-devel          | libwebp          | pc:libwebpmux>=1.2      | writes animated WebP
libgif-dev            | 5.1    | giflib-devel           | giflib           | -                       | writes animated GIF
libadwaita-1-dev      | 1.2    | libadwaita-devel       | libadwaita       | pc:libadwaita-1>=1.2    | style and widgets of the window
libgtksourceview-5-dev| 5.6    | gtksourceview5-devel   | gtksourceview5   | pc:gtksourceview-5>=5.6 | the script editor
libjson-glib-dev      | 1.6    | json-glib-devel        | json-glib        | pc:json-glib-1.0>=1.6   | reads and writes JSON
librsvg2-dev          | 2.54   | librsvg2-devel         | librsvg          | pc:librsvg-2.0          | draws SVG icons; tests read written pictures with it
zlib1g-dev            | -      | zlib-devel             | zlib             | pc:zlib                 | reads compressed recordings
libxml2-utils         | -      | libxml2                | libxml2          | cmd:xmllint             | strips blanks from files that go into the programs
desktop-file-utils    | -      | desktop-file-utils     | desktop-file-utils | cmd:desktop-file-validate | registers and checks the desktop file
fonts-dejavu-core     | -      | dejavu-sans-mono-fonts | ttf-dejavu       | font:DejaVu             | the font of pictures, on screen and in files
'
test_packages='
xvfb                  | -      | xorg-x11-server-Xvfb   | xorg-server-xvfb | cmd:Xvfb                | a display in memory for tests of the window
xauth                 | -      | xorg-x11-xauth         | xorg-xauth       | cmd:xauth               | lets a single test bring such a display by itself
dbus                  | -      | dbus-daemon            | dbus             | cmd:dbus-run-session    | a session bus for the tests alone
at-spi2-core          | -      | at-spi2-core           | at-spi2-core     | -                       | carries what a screen reader is told
python3-pyatspi       | -      | python3-pyatspi        | python-atspi     | py:pyatspi              | reads that, as a screen reader does
xdotool               | -      | xdotool                | xdotool          | cmd:xdotool             | real keys and clicks
poppler-utils         | -      | poppler-utils          | poppler          | cmd:pdftotext           | reads written PDF files
webp                  | -      | libwebp-tools          | libwebp-utils    | cmd:webpinfo            | reads written WebP files
gifsicle              | -      | gifsicle               | gifsicle         | cmd:gifsicle            | reads written GIF files
librsvg2-bin          | -      | librsvg2-tools         | librsvg          | cmd:rsvg-convert        | draws written SVG files
appstream             | -      | appstream              | appstream        | cmd:appstreamcli        | checks the metainfo file
gzip                  | -      | gzip                   | gzip             | cmd:gzip                | unpacks recordings
graphviz              | -      | graphviz               | graphviz         | cmd:dot                 | the measure for the speed of drawing
'

say () { printf '%s\n' "$*"; }
warn () { printf '%s\n' "$*" >&2; }

: "${os_release:=/etc/os-release}"     # tests put another file here
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Prints "package|oldest|fedora|arch|sign|reason" for each line of a table, without the blanks around columns.
rows () {
  printf '%s\n' "$1" | sed -n '/|/{s/ *| */|/g;s/ *$//;p}'
}

is_debian () {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1
}

# Is the version of a Debian package (an argument; may be empty: not there) at least the one asked for?
new_enough () {
  [ -n "$1" ] && { [ "$2" = - ] || dpkg --compare-versions "$1" ge "$2"; }
}

debian_has () {    # PACKAGE OLDEST
  local state
  # The state and the version; a package that is only known, or removed, has another state.
  state=$(dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$1" 2>/dev/null | sed -n 's/^installed //p' | head -n 1)
  new_enough "$state" "$2"
}

sign_is_there () { # pc:…, cmd:…, py:…, font:… or -
  case $1 in
    pc:*)   pkg-config --exists "${1#pc:}" 2>/dev/null ;;
    cmd:*)  command -v "${1#cmd:}" >/dev/null 2>&1 ;;
    py:*)   python3 -c "import ${1#py:}" >/dev/null 2>&1 ;;
    font:*) fc-list 2>/dev/null | grep -q "${1#font:}" ;;
    *)      true ;;
  esac
}

# The rows of a table whose package is missing or too old.
missing_rows () {
  local row package oldest fedora arch sign reason
  rows "$1" | while IFS='|' read -r package oldest fedora arch sign reason; do
    row="$package|$oldest|$fedora|$arch|$sign|$reason"
    if is_debian; then
      debian_has "$package" "$oldest" || say "$row"
    else
      sign_is_there "$sign" || say "$row"
    fi
  done
}

column () {        # NUMBER, rows on standard input
  cut -d '|' -f "$1"
}

distribution () {
  # In a subshell of its own: os-release sets many names.
  (. "$os_release" 2>/dev/null && printf '%s' "${PRETTY_NAME:-this system}") || printf 'this system'
}

distribution_family () {
  (ID='' ID_LIKE=''; . "$os_release" 2>/dev/null; printf ' %s %s ' "$ID" "$ID_LIKE")
}

name_and_stop () { # rows
  local names
  warn "Some of what Dictoscope needs is missing, and its packages can be installed from here on Debian and Ubuntu only."
  case $(distribution_family) in
    *' fedora '*|*' rhel '*)
      names=$(printf '%s\n' "$1" | column 3 | sort -u | tr '\n' ' ')
      warn "On $(distribution), please run this and then start again: sudo dnf install $names" ;;
    *' arch '*)
      names=$(printf '%s\n' "$1" | column 4 | sort -u | tr '\n' ' ')
      warn "On $(distribution), please run this and then start again: sudo pacman -S --needed $names" ;;
    *)
      warn "Please install these with the package manager of $(distribution) and then start again (Debian's names):"
      printf '%s\n' "$1" | awk -F '|' '{ printf "  %-23s %-8s %s\n", $1, ($2 == "-" ? "" : ">= " $2), $6 }' >&2 ;;
  esac
  exit 1
}

# Stops when what the package source offers is missing or too old; apt's lists must be there.
check_candidates () { # rows
  local package oldest rest candidate bad=
  while IFS='|' read -r package oldest rest; do
    candidate=$(LC_ALL=C apt-cache policy "$package" 2>/dev/null | sed -n 's/^ *Candidate: *//p' | head -n 1)
    [ "$candidate" = '(none)' ] && candidate=
    if [ -z "$candidate" ]; then
      warn "The package sources of $(distribution) do not offer $package."
      bad=yes
    elif ! new_enough "$candidate" "$oldest"; then
      warn "The package sources of $(distribution) offer $package $candidate, and Dictoscope needs version $oldest or newer."
      bad=yes
    fi
  done <<< "$1"
  if [ -n "$bad" ]; then
    warn "Nothing was installed. Debian 12 and Ubuntu 23.04, or newer ones, have everything that is needed."
    exit 1
  fi
}

install_on_debian () { # rows
  local names as_root=()
  mapfile -t names < <(printf '%s\n' "$1" | column 1)
  say "These packages are missing and are installed now with apt-get (others that they need come with them):"
  printf '%s\n' "$1" | awk -F '|' '{ printf "  %-23s %s\n", $1, $6 }'
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      warn "Installing needs the rights of root, and there is no sudo. Please run this as root and then start again:"
      warn "  apt-get install --no-install-recommends ${names[*]}"
      exit 1
    fi
    as_root=(sudo)
  fi
  if ! "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=300 update; then
    warn "The lists of packages could not be brought up to date; the ones that are on this machine are used."
  fi
  check_candidates "$1"
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
      -o Dpkg::Use-Pty=0 install --no-install-recommends "${names[@]}"; then
    warn "apt-get could not install the packages; what it says above tells the reason. Nothing was built."
    exit 1
  fi
}

# Sees to it that the packages of a table are there: lists what is missing, then installs it or says what to do.
need () {
  local missing
  missing=$(missing_rows "$1")
  [ -n "$missing" ] || return 0
  if ! is_debian; then
    name_and_stop "$missing"
  fi
  install_on_debian "$missing"
  missing=$(missing_rows "$1")
  if [ -n "$missing" ]; then
    warn "After installing, these packages are still missing: $(printf '%s\n' "$missing" | column 1 | tr '\n' ' ')"
    exit 1
  fi
}

# Makes a build folder with the given options, or uses the one that is there when it was made with the same ones.
# Non-zero, with Meson's own words on standard error, when it cannot.
configure () {     # FOLDER OPTION…
  local folder=$1 stamp log
  shift
  stamp="$top|$(meson --version)|$*"
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/configured-with" 2>/dev/null)" = "$stamp" ]; then
    return 0
  fi
  rm -rf "$folder"
  mkdir -p "$(dirname "$folder")" || return 1
  if ! log=$(meson setup "$folder" "$top" "$@" 2>&1); then
    printf '%s\n' "$log" >&2
    return 1
  fi
  printf '%s' "$stamp" > "$folder/configured-with"
}

# Compiles; shows progress on a terminal, and only what is worth reading elsewhere.
compile () {       # FOLDER TARGET…
  local folder=$1 quiet=()
  shift
  [ -t 1 ] || quiet=(--quiet)
  ninja -C "$folder" "${quiet[@]}" -j "$(nproc)" "$@"
}
