# Sourced by tests/run.sh and datasets/demo.sh, with the top of the tree as the current folder and `set -euo pipefail`
# in force. Installs the packages of tests/packages.txt that are missing and builds once into build/release; a second
# run finds everything in place and needs neither network nor root.
#
#   GAUZE_TARGETS="a b"   build only these targets (default: everything)
#   GAUZE_INSTALL=never   do not look for packages: on a system that has them under other names
#   GAUZE_BROWSER=yes     install Chromium too (300 MB), in which reports are looked at; without one those tests skip
#
# shellcheck shell=bash

gauze_say() { printf '== %s\n' "$*" >&2; }

gauze_packages() {
    sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' tests/packages.txt
    if [[ "${GAUZE_BROWSER:-}" == yes ]]; then echo chromium; fi
}

# Whether package names and the way to install them are known here.
gauze_known_system() {
    (
        # shellcheck disable=SC1090
        . "${GAUZE_OS_RELEASE:-/etc/os-release}" 2>/dev/null || exit 1
        [[ "${ID:-} ${VERSION_ID:-}" == "debian 12" || "${ID:-} ${VERSION_ID:-}" == "ubuntu 24.04" ]]
    ) && command -v dpkg-query >/dev/null
}

gauze_installed() { [[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

# Stops with 78: this machine needs its owner.
gauze_stop() {
    gauze_say "$1"
    printf '%s\n' "$2" >&2
    exit 78
}

gauze_apt_get() {
    local as_root=()
    if ((EUID != 0)); then as_root=(sudo); fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" >&2
}

gauze_install() {
    local package missing=()
    if [[ "${GAUZE_INSTALL:-}" == never ]]; then return; fi
    if ! gauze_known_system; then
        gauze_stop "this is neither Debian 12 nor Ubuntu 24.04; install what these packages hold, then set" \
            "   GAUZE_INSTALL=never and start again:"$'\n'"$(gauze_packages | sed 's/^/   /')"
    fi
    for package in $(gauze_packages); do
        gauze_installed "$package" || missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then return; fi
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        gauze_stop "packages are missing, and there is neither root nor sudo to install them:" "   ${missing[*]}"
    fi
    gauze_say "installing ${missing[*]}"
    gauze_apt_get update
    gauze_apt_get install --yes --no-install-recommends "${missing[@]}"
}

gauze_build() {
    local targets=()
    read -ra targets <<<"${GAUZE_TARGETS:-all}"
    if [[ ! -f build/release/build.ninja ]]; then
        gauze_say "configuring build/release"
        cmake --preset release >&2
    fi
    gauze_say "building build/release (${targets[*]})"
    cmake --build --preset release --parallel "$(nproc)" --target "${targets[@]}" >&2
}

gauze_install
gauze_build
