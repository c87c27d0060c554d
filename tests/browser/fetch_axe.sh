#!/usr/bin/env bash
# Fetches axe-core (MPL-2.0), which the browser tests put into the page, unless the very file is there already.
# Usage: fetch_axe.sh [FOLDER]; the folder is build/axe, or what BRIEF_AXE names.
set -euo pipefail

version=4.14.1
sha256=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
folder=${1:-${BRIEF_AXE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build/axe}}

fits() { [ -f "$1" ] && printf '%s  %s\n' "$sha256" "$1" | sha256sum --check --status; }

if fits "$folder/axe.min.js"; then exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "axe-core@$version" >/dev/null && tar -xzf axe-core-*.tgz package/axe.min.js)
if ! fits "$work/package/axe.min.js"; then
  echo "axe-core $version is not the file that is pinned; look at what was fetched before you change the hash" >&2
  exit 1
fi
mkdir -p "$folder"
mv "$work/package/axe.min.js" "$folder/axe.min.js"
